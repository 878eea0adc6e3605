// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/http/HttpClient.h"
#include "sources/http/SseRecords.h"

#include <memory>

namespace livebelt {

/// What an event source remembers from one connection to the next.
struct SseMemory
{
    QByteArray lastEventId;
    std::optional<std::chrono::milliseconds> retry;
    std::shared_ptr<HttpCookies> cookies = std::make_shared<HttpCookies>();
};

/// One connection of an event source (WHATWG HTML, section 9.2).
class SseConnection final : public Connection
{
public:
    /// log outlives it.
    SseConnection(HttpRequest request, const ParserOptions &options, std::shared_ptr<SseMemory> memory,
                  ConnectionLog &log);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    Ending ending() const override { return m_ending; }

private:
    bool refuses(const HttpAnswer &answer);
    void endsOrderly();

    HttpClient m_client;
    SseRecords m_records;
    std::shared_ptr<SseMemory> m_memory;
    ConnectionLog &m_log;
    Ending m_ending;
    bool m_hasEvents = false;
};

} // namespace livebelt
