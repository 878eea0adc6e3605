// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/http/HttpClient.h"
#include "sources/http/PollPage.h"
#include "sources/parse/Reader.h"
#include <livebelt/async/Event.h>

#include <memory>

namespace livebelt {

/// What is kept of a page from one time to the next, beyond the connections.
struct PollMemory
{
    explicit PollMemory(const PollOptions &options) : page(options) {}
    void continueAfter(const ResumePoints &points);

    PollPage page;
    QByteArray etag; ///< of the last page; so is lastModified
    QByteArray lastModified;
    std::shared_ptr<HttpCookies> cookies = std::make_shared<HttpCookies>();
};

/// Asks for a page again and again until that fails.
class PollConnection final : public Connection
{
public:
    /// log outlives it.
    PollConnection(HttpRequest request, std::chrono::milliseconds every, const ParserOptions &options,
                   std::shared_ptr<PollMemory> memory, ConnectionLog &log);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    Ending ending() const override { return m_ending; }

    static constexpr qint64 longestPage = 16 << 20; ///< longer ones are left out

private:
    void waitForItsTime();
    QList<HttpRequest::Header> conditions() const;
    async::Task<bool> take(HttpAnswer answer, Records *records);
    void understand(const QByteArray &page, Records &records);
    async::Task<void> pause(std::chrono::nanoseconds duration);

    HttpClient m_client;
    std::chrono::milliseconds m_every;
    bool m_isAuto;
    std::unique_ptr<Reader> m_json;
    std::unique_ptr<Reader> m_other;
    std::shared_ptr<PollMemory> m_memory;
    ConnectionLog &m_log;
    Ending m_ending;
    async::Event m_wake; ///< ends a pause
    bool m_isClosing = false;
};

} // namespace livebelt
