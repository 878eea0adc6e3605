// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/http/HttpAgain.h"
#include "sources/http/HttpClient.h"
#include "sources/http/SseMemory.h"
#include "sources/http/SseRecords.h"

#include <memory>

namespace livebelt {

/// One connection of an event source (WHATWG HTML, section 9.2).
class SseConnection final : public Connection
{
public:
    /// log outlives it.
    SseConnection(HttpRequest request, const HttpAgain &again, const ParserOptions &options,
                  std::shared_ptr<SseMemory> memory, ConnectionLog &log);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    Ending ending() const override { return m_ending; }

private:
    bool refuses(const HttpAnswer &answer);
    void add(const std::vector<SseEvent> &events, Records &records);
    void waitAsTold();

    HttpClient m_client;
    const HttpAgain m_again;
    SseRecords m_records;
    std::shared_ptr<SseMemory> m_memory;
    ConnectionLog &m_log;
    Ending m_ending;
    bool m_hasEvents = false;
    bool m_hasSaidOverlap = false;
};

} // namespace livebelt
