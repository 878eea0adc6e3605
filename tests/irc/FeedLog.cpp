// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/irc/FeedLog.h"

#include "model/records/Fields.h"

#include <QMap>

namespace livebelt::test {

FeedLog::FeedLog(std::unique_ptr<Feed> feed) : m_feed(std::move(feed))
{
    m_scope.spawn(run(this, m_feed->records()));
}

FeedLog::~FeedLog()
{
    m_scope.cancel();
}

async::Task<void> FeedLog::run(FeedLog *log, async::AsyncIterator<Record> items)
{
    while (auto record = co_await items.next())
        log->m_records.push_back(std::move(*record));
    log->m_hasEnded = true;
}

async::Task<void> FeedLog::closeFeed(FeedLog *log)
{
    co_await log->m_feed->close();
    log->m_isClosed = true;
}

void FeedLog::close()
{
    m_scope.spawn(closeFeed(this));
}

QByteArrayList FeedLog::said(const QByteArray &channel) const
{
    QByteArrayList texts;
    for (const Record &record : m_records) {
        if (record.kind == RecordKind::Message && fieldValue(record.fields, "channel") == channel)
            texts += record.text;
    }
    return texts;
}

int FeedLog::count(NoticeType type) const
{
    return int(
        std::count_if(m_records.begin(), m_records.end(), [type](const Record &r) { return noticeType(r) == type; }));
}

Record FeedLog::notice(NoticeType type) const
{
    const auto found =
        std::find_if(m_records.rbegin(), m_records.rend(), [type](const Record &r) { return noticeType(r) == type; });
    return found == m_records.rend() ? Record() : *found;
}

bool FeedLog::hasJoined(const QByteArray &channel, int times) const
{
    // The list of names ends only for those who have joined.
    return std::count_if(m_records.begin(), m_records.end(), [&](const Record &r) {
               return r.kind == RecordKind::Event && fieldValue(r.fields, "command") == "366" &&
                      fieldValue(r.fields, "channel") == channel;
           }) >= times;
}

bool FeedLog::hasEvent(const QByteArray &text) const
{
    return std::any_of(m_records.begin(), m_records.end(),
                       [&](const Record &r) { return r.kind == RecordKind::Event && r.text.contains(text); });
}

QByteArray FeedLog::dump() const
{
    QByteArray text;
    for (const Record &record : m_records)
        text += kindName(record.kind) + ' ' + record.subject + ": " + record.text.left(300) + ' ' +
                record.fields.left(300) + '\n';
    return text;
}

ResumePoints pointsOf(const FeedLog &log)
{
    QMap<QByteArray, QByteArray> newest;
    for (const Record &record : log.records()) {
        if (record.resume)
            newest.insert(record.resume->key, record.resume->value);
    }
    ResumePoints points;
    for (auto point = newest.cbegin(); point != newest.cend(); ++point)
        points.push_back({point.key(), point.value()});
    return points;
}

} // namespace livebelt::test
