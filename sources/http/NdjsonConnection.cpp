// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/NdjsonConnection.h"

#include "model/records/Timestamp.h"
#include "sources/async/tasks/TimedOut.h"
#include "sources/http/JsonSequence.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 longestLine = 1 << 20;
constexpr auto usualRetry = 1s; ///< after an answer that ended as it should, with something in it

/// Notes when each piece came.
async::AsyncIterator<QByteArray> timed(async::AsyncIterator<QByteArray> pieces, qint64 *received)
{
    while (auto piece = co_await pieces.next()) {
        *received = nowMicros();
        co_yield std::move(*piece);
    }
}

async::AsyncIterator<async::Line> itemsOf(async::AsyncIterator<QByteArray> pieces, const QByteArray &contentType)
{
    if (contentType == "application/json-seq" || contentType.endsWith("+json-seq"))
        return jsonSequence(std::move(pieces));
    return async::linesOf(std::move(pieces), longestLine);
}

} // namespace

NdjsonConnection::NdjsonConnection(HttpRequest request, const ParserOptions &options,
                                   std::shared_ptr<HttpCookies> cookies, ConnectionLog &log)
    : m_client(std::move(request), std::move(cookies)), m_parser(makeParser(options)), m_log(log)
{
}

async::AsyncIterator<Record> NdjsonConnection::run()
{
    QList<HttpRequest::Header> headers;
    headers.emplaceBack("Accept", "application/x-ndjson, application/jsonl, application/json-seq, */*;q=0.5");
    const HttpAnswer answer = co_await m_client.ask(std::move(headers));
    if (refuses(answer))
        co_return;
    Record up = m_log.connected();
    co_yield std::move(up);
    const QByteArray type = answer.contentType();
    Records records;
    qint64 received = noTime;
    bool hasItems = false;
    try {
        auto items = itemsOf(timed(m_client.body(), &received), type);
        while (auto item = co_await items.next()) {
            parseItem(*m_parser, *item, received, records);
            hasItems |= !records.empty();
            for (Record &record : records)
                co_yield std::move(record);
            records.clear();
        }
        m_ending.why = u"%1 ended the stream"_s.arg(m_client.request().where());
        if (hasItems)
            m_ending.retryIn = usualRetry;
    } catch (const HttpError &error) {
        m_ending = m_client.broken(error);
    } catch (const async::TimedOut &) {
        m_ending = m_client.silent();
    }
}

bool NdjsonConnection::refuses(const HttpAnswer &answer)
{
    const QString where = m_client.request().where();
    if (!answer.isGood) {
        m_ending = answer.ending;
    } else if (answer.status() == 204 || answer.status() == 304) {
        m_ending = {Ending::Kind::Done,
                    u"%1 says that there is nothing to send (%2)"_s.arg(where).arg(answer.status())};
    } else if (const QByteArray type = answer.contentType(); type == "text/html" || type == "text/event-stream") {
        m_ending = {Ending::Kind::Refused,
                    u"%1 sends “%2”, not lines of JSON: check the address, or use sse+http or poll+http"_s.arg(
                        where, QString::fromLatin1(type))};
    }
    return !m_ending.why.isEmpty();
}

async::Task<void> NdjsonConnection::goodbye()
{
    m_client.abort();
    co_return;
}

} // namespace livebelt
