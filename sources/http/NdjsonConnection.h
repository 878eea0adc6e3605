// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/http/HttpAgain.h"
#include "sources/http/HttpClient.h"
#include "sources/http/NdjsonMemory.h"
#include "sources/parse/Reader.h"

#include <memory>

namespace livebelt {

/// One answer of items in lines, or a JSON text sequence (RFC 7464) where the server says so; it may go on for ever.
class NdjsonConnection final : public Connection
{
public:
    /// log outlives it.
    NdjsonConnection(HttpRequest request, const HttpAgain &again, const ParserOptions &options,
                     std::shared_ptr<NdjsonMemory> memory, ConnectionLog &log);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    Ending ending() const override { return m_ending; }

private:
    bool refuses(const HttpAnswer &answer);
    Record connected(const HttpAnswer &answer);
    void breakOff(const Ending &ending);

    HttpClient m_client;
    const HttpAgain m_again;
    std::unique_ptr<Reader> m_reader;
    std::shared_ptr<NdjsonMemory> m_memory;
    ConnectionLog &m_log;
    Ending m_ending;
};

} // namespace livebelt
