// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/PollConnection.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/feed/SetAfter.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/tasks/TimedOut.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

ParserOptions asJson(ParserOptions options)
{
    if (options.format == QLatin1String("auto"))
        options.format = QStringLiteral("json");
    return options;
}

} // namespace

void PollMemory::continueAfter(const ResumePoints &points)
{
    for (const ResumePoint &point : points) {
        if (point.key.isEmpty())
            page.fromBytes(point.value);
    }
}

PollConnection::PollConnection(HttpRequest request, std::chrono::milliseconds every, const ParserOptions &options,
                               std::shared_ptr<PollMemory> memory, ConnectionLog &log)
    : m_client(std::move(request), memory->cookies)
    , m_every(every)
    , m_isAuto(options.format == QLatin1String("auto"))
    , m_json(std::make_unique<Reader>(asJson(options)))
    , m_other(std::make_unique<Reader>(options))
    , m_memory(std::move(memory))
    , m_log(log)
{
}

async::AsyncIterator<Record> PollConnection::run()
{
    Records records;
    while (!m_isClosing) {
        const async::Clock::TimePoint start = async::Loop::current().clock().now();
        HttpAnswer answer = co_await m_client.ask(conditions());
        if (!answer.isGood) {
            m_ending = answer.ending;
            waitForItsTime();
            co_return;
        }
        const bool isWell = co_await take(std::move(answer), &records);
        if (!isWell) {
            waitForItsTime();
            co_return;
        }
        if (!m_log.isConnected()) {
            Record up = m_log.connected(u"what the page shows of that time follows"_s);
            co_yield std::move(up);
            m_log.proven();
        }
        for (Record &record : records)
            co_yield std::move(record);
        records.clear();
        co_await pause(start + m_every - async::Loop::current().clock().now());
    }
}

/// POST is sent when the person said, not a moment later because it went wrong.
void PollConnection::waitForItsTime()
{
    if (!m_client.request().isIdempotent())
        m_ending.retryIn = std::max(m_every, m_ending.retryIn.value_or(m_every));
}

QList<HttpRequest::Header> PollConnection::conditions() const
{
    QList<HttpRequest::Header> headers;
    headers.emplaceBack("Accept", "application/json, */*;q=0.5");
    if (!m_client.request().isIdempotent())
        return headers;
    if (!m_memory->etag.isEmpty())
        headers.emplaceBack("If-None-Match", m_memory->etag);
    if (!m_memory->lastModified.isEmpty())
        headers.emplaceBack("If-Modified-Since", m_memory->lastModified);
    return headers;
}

/// Reads the page, and what is new on it.
async::Task<bool> PollConnection::take(HttpAnswer answer, Records *records)
{
    if (answer.status() == 304 || answer.status() == 204)
        co_return true;
    const QByteArray etag = answer.header("ETag"), lastModified = answer.header("Last-Modified");
    const qint64 announced = answer.header("Content-Length").toLongLong();
    QByteArray page;
    try {
        auto pieces = m_client.body();
        while (auto piece = co_await pieces.next()) {
            page += *piece;
            if (page.size() > longestPage)
                break;
        }
    } catch (const HttpError &error) {
        m_ending = m_client.broken(error);
        co_return false;
    } catch (const async::TimedOut &) {
        m_ending = m_client.silent();
        co_return false;
    }
    if (page.size() > longestPage) {
        FieldsBuilder fields;
        fields.add("bytes", std::max<qint64>(announced, page.size()));
        records->push_back(makeNotice(NoticeType::Truncated,
                                      "The page is longer than 16 MB and was left out: ask for less of it",
                                      fields.take()));
    } else {
        understand(page, *records);
    }
    m_memory->etag = etag;
    m_memory->lastModified = lastModified;
    co_return true;
}

void PollConnection::understand(const QByteArray &page, Records &records)
{
    const PollPage::News news = m_memory->page.read(page);
    const qint64 now = nowMicros();
    if (!news.problem.isEmpty()) {
        constexpr qsizetype shown = 64 * 1024;
        records.push_back(makeNotice(NoticeType::Quarantined, news.problem.toUtf8(), {}, page.left(shown)));
    }
    if (news.leftOut > 0) {
        FieldsBuilder fields;
        fields.add("items", qint64(news.leftOut));
        records.push_back(
            makeNotice(NoticeType::Truncated,
                       "The page has more than 100,000 items, and the others were left out: ask for less of "
                       "it",
                       fields.take()));
    }
    Reader &reader = m_isAuto && !news.isJson ? *m_other : *m_json;
    for (const QByteArray &item : news.items)
        reader.read(item, now, records);
    const auto last = std::find_if(records.rbegin(), records.rend(),
                                   [](const Record &record) { return record.kind != RecordKind::Notice; });
    if (last != records.rend())
        last->resume = std::make_shared<const ResumePoint>(ResumePoint{{}, m_memory->page.toBytes()});
}

async::Task<void> PollConnection::pause(std::chrono::nanoseconds duration)
{
    if (m_isClosing)
        co_return;
    m_wake.reset();
    co_await waitAtMost(&m_wake, duration);
}

async::Task<void> PollConnection::goodbye()
{
    m_isClosing = true;
    m_wake.set();
    m_client.leave();
    co_return;
}

} // namespace livebelt
