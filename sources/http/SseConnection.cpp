// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/SseConnection.h"

#include "model/records/Timestamp.h"
#include "sources/async/tasks/TimedOut.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto shortestRetry = 100ms; ///< a server that says 0 is not to be flooded
constexpr auto longestRetry = 24h;
constexpr auto usualRetry = 1s; ///< of a server that ends its answers and says nothing about it
} // namespace

SseConnection::SseConnection(HttpRequest request, const ParserOptions &options, std::shared_ptr<SseMemory> memory,
                             ConnectionLog &log)
    : m_client(std::move(request), memory->cookies), m_records(options), m_memory(std::move(memory)), m_log(log)
{
}

async::AsyncIterator<Record> SseConnection::run()
{
    QList<HttpRequest::Header> headers;
    headers.emplaceBack("Accept", "text/event-stream");
    headers.emplaceBack("Cache-Control", "no-store");
    if (!m_memory->lastEventId.isEmpty())
        headers.emplaceBack("Last-Event-ID", m_memory->lastEventId);
    const HttpAnswer answer = co_await m_client.ask(std::move(headers));
    if (refuses(answer))
        co_return;
    const bool resumes = !m_memory->lastEventId.isEmpty();
    const QString meanwhile = u"the server was asked for all that followed the last event"_s;
    Record up = m_log.connected(resumes ? meanwhile : QString());
    co_yield std::move(up);
    try {
        SseParser parser(m_memory->lastEventId);
        std::vector<SseEvent> events;
        Records records;
        auto pieces = m_client.body();
        while (auto piece = co_await pieces.next()) {
            parser.feed(*piece, events);
            m_memory->lastEventId = parser.lastEventId();
            if (parser.retry())
                m_memory->retry = parser.retry();
            m_hasEvents |= !events.empty();
            const qint64 now = nowMicros();
            for (const SseEvent &event : events)
                m_records.add(event, now, records);
            events.clear();
            for (Record &record : records)
                co_yield std::move(record);
            records.clear();
        }
        m_ending = {Ending::Kind::Lost, u"%1 ended the stream"_s.arg(m_client.request().where())};
    } catch (const HttpError &error) {
        m_ending = m_client.broken(error);
    } catch (const async::TimedOut &) {
        m_ending = m_client.silent();
    }
    endsOrderly();
}

bool SseConnection::refuses(const HttpAnswer &answer)
{
    const QString where = m_client.request().where();
    if (!answer.isGood) {
        m_ending = answer.ending;
    } else if (answer.status() == 204) {
        m_ending = {Ending::Kind::Done, u"%1 says that no more events will come (204)"_s.arg(where)};
    } else if (answer.status() != 200) {
        m_ending = {Ending::Kind::Refused,
                    u"%1 answers with status %2, which is no event stream: check the address"_s.arg(where).arg(
                        answer.status())};
    } else if (const QByteArray type = answer.contentType(); type != "text/event-stream") {
        m_ending = {Ending::Kind::Refused,
                    u"%1 sends “%2”, not text/event-stream: check the address, or use ndjson+http or poll+http"_s.arg(
                        where, QString::fromLatin1(type.left(100)))};
    }
    return !m_ending.why.isEmpty();
}

/// The reconnection time counts for a connection that was of use; others are left to the backoff.
void SseConnection::endsOrderly()
{
    if (m_memory->retry)
        m_ending.retryIn = std::clamp<std::chrono::milliseconds>(*m_memory->retry, shortestRetry, longestRetry);
    else if (m_hasEvents)
        m_ending.retryIn = usualRetry;
}

async::Task<void> SseConnection::goodbye()
{
    m_client.abort();
    co_return;
}

} // namespace livebelt
