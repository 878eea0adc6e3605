// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/SseConnection.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include <livebelt/async/tasks/TimedOut.h>

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr std::chrono::milliseconds shortestRetry = 1s; ///< a server that says 0 is not to be flooded
constexpr std::chrono::milliseconds longestRetry = 24h;
constexpr std::chrono::milliseconds usualRetry = 1s; ///< of a server that ends its answers and says nothing about it
constexpr auto longestOverlap = 30s;                 ///< what comes later is new, though it be like an old one
} // namespace

SseConnection::SseConnection(HttpRequest request, const HttpAgain &again, const ParserOptions &options,
                             std::shared_ptr<SseMemory> memory, ConnectionLog &log)
    : m_client(std::move(request), memory->cookies)
    , m_again(again)
    , m_records(options)
    , m_memory(std::move(memory))
    , m_log(log)
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
    m_memory->overlap.begin();
    try {
        SseParser parser(m_memory->lastEventId);
        std::vector<SseEvent> events;
        Records records;
        auto pieces = m_client.body();
        while (auto piece = co_await pieces.next()) {
            m_log.proven();
            parser.feed(*piece, events);
            m_memory->lastEventId = parser.lastEventId();
            if (parser.retry())
                m_memory->retry = parser.retry();
            add(events, records);
            events.clear();
            for (Record &record : records)
                co_yield std::move(record);
            records.clear();
        }
        m_ending = m_again.complete(m_client.request(), true);
    } catch (const HttpError &error) {
        m_ending = m_again.broken(m_client.request(), m_client.broken(error), true);
    } catch (const async::TimedOut &) {
        m_ending = m_again.broken(m_client.request(), m_client.silent(), true);
    }
    waitAsTold();
}

void SseConnection::add(const std::vector<SseEvent> &events, Records &records)
{
    SseOverlap &overlap = m_memory->overlap;
    if (!overlap.isOver() && async::Loop::current().clock().now() - m_log.connectedSince() > longestOverlap)
        overlap.end();
    const qint64 now = nowMicros();
    for (const SseEvent &event : events) {
        m_hasEvents = true;
        if (overlap.comesAgain(event))
            continue;
        if (overlap.count() > 0 && !std::exchange(m_hasSaidOverlap, true)) {
            const QByteArray count = QByteArray::number(overlap.count());
            records.push_back(makeNotice(NoticeType::Information,
                                         "Events that are here already came once more, and were left out: " + count));
        }
        m_records.add(event, now, records);
    }
    const auto last = std::find_if(records.rbegin(), records.rend(),
                                   [](const Record &record) { return record.kind != RecordKind::Notice; });
    if (last != records.rend() && !m_memory->lastEventId.isEmpty())
        last->resume = m_memory->resumePoint();
}

bool SseConnection::refuses(const HttpAnswer &answer)
{
    const QString where = m_client.request().where();
    if (!answer.isGood) {
        m_ending = m_again.broken(m_client.request(), answer.ending, answer.wasSent);
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

/// The reconnection time that the server has set; where its connections are of no use, it is waited for longer each
/// time.
void SseConnection::waitAsTold()
{
    if (m_ending.kind != Ending::Kind::Lost || m_ending.retryIn)
        return;
    const auto told = std::clamp(m_memory->retry.value_or(usualRetry), shortestRetry, longestRetry);
    m_memory->waits.workedFor(async::Loop::current().clock().now() - m_log.connectedSince());
    if (m_hasEvents)
        m_memory->waits.reset();
    if (m_hasEvents)
        m_ending.retryIn = told;
    else if (m_memory->retry)
        m_ending.retryIn = std::max(told, m_memory->waits.next());
}

async::Task<void> SseConnection::goodbye()
{
    m_client.leave();
    co_return;
}

} // namespace livebelt
