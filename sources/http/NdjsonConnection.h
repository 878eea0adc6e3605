// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/http/HttpClient.h"
#include "sources/parse/ItemParser.h"

#include <memory>

namespace livebelt {

/// One connection to a server whose answer does not end: items in lines, or a JSON text sequence (RFC 7464) where it
/// says so.
class NdjsonConnection final : public Connection
{
public:
    /// log outlives it.
    NdjsonConnection(HttpRequest request, const ParserOptions &options, std::shared_ptr<HttpCookies> cookies,
                     ConnectionLog &log);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    Ending ending() const override { return m_ending; }

private:
    bool refuses(const HttpAnswer &answer);

    HttpClient m_client;
    std::unique_ptr<ItemParser> m_parser;
    ConnectionLog &m_log;
    Ending m_ending;
};

} // namespace livebelt
