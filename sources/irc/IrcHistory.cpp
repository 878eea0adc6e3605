// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcHistory.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"

#include <QDateTime>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestPage = 500;
constexpr int mostPages = 100;
constexpr int mostGaps = 1000; ///< a hostile server may open as many batches as it likes

/// "2019-01-04T14:33:26.123Z": milliseconds, always three digits.
QByteArray serverTime(qint64 micros)
{
    return QDateTime::fromMSecsSinceEpoch(micros / 1000, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
}

Record told(const QByteArray &text, const QByteArray &channel, int recovered)
{
    FieldsBuilder fields;
    fields.add("channel", channel);
    fields.add("recovered", qint64(recovered));
    return makeNotice(NoticeType::Information, text, fields.take());
}

} // namespace

void IrcHistory::begin(bool isOffered, bool hasBatches)
{
    m_after = m_newest;
    m_isOffered = isOffered;
    m_isOn = isOffered || hasBatches;
    m_gaps.clear();
}

void IrcHistory::limit(int most)
{
    m_limit = most > 0 ? qMin(most, longestPage) : longestPage;
}

QByteArray IrcHistory::request(const QByteArray &channel, const Gap &gap) const
{
    // What was said in the same millisecond comes again, and is known.
    return "CHATHISTORY AFTER " + channel + " timestamp=" + serverTime(gap.after - 1000) + ' ' +
           QByteArray::number(m_limit) + "\r\n";
}

void IrcHistory::joined(const QByteArray &channel, IrcReply &reply)
{
    if (!isFetching() || m_gaps.contains(ircFolded(channel)))
        return;
    Gap gap;
    gap.after = m_after;
    m_gaps.insert(ircFolded(channel), gap);
    reply.send += request(channel, gap);
}

void IrcHistory::opened(const QByteArray &channel)
{
    auto gap = m_gaps.find(ircFolded(channel));
    if (gap == m_gaps.end() && m_gaps.size() >= mostGaps)
        return;
    if (gap == m_gaps.end()) {
        gap = m_gaps.insert(ircFolded(channel), Gap());
        gap->isAsked = false;
    }
    gap->onPage = 0;
    gap->newOnPage = 0;
    m_known = QSet<size_t>(m_recent.begin(), m_recent.begin() + std::min(m_count, m_recent.size()));
}

bool IrcHistory::accept(const QByteArray &channel, Record &record, QByteArrayView id)
{
    const auto gap = m_gaps.find(ircFolded(channel));
    if (gap != m_gaps.end()) {
        ++gap->onPage;
        gap->after = qMax(gap->after, record.time);
        // The times of what was not asked for may be rounded to seconds: without an id it is rather shown twice.
        if (id.isEmpty() ? gap->isAsked && record.time <= m_after : m_known.contains(hash(id)))
            return false;
        if (!id.isEmpty())
            m_known.insert(hash(id));
        ++gap->newOnPage;
        ++gap->recovered;
    }
    FieldsBuilder fields(record.fields);
    fields.add("history", "true");
    record.fields = fields.take();
    return true;
}

void IrcHistory::closed(const QByteArray &channel, IrcReply &reply)
{
    const auto gap = m_gaps.find(ircFolded(channel));
    if (gap == m_gaps.end())
        return;
    const bool isMore = gap->isAsked && gap->onPage >= m_limit && gap->newOnPage > 0;
    if (isMore && ++gap->pages < mostPages) {
        reply.send += request(channel, *gap);
        return;
    }
    const int recovered = gap->recovered;
    const QByteArray number = QByteArray::number(recovered);
    if (isMore) {
        reply.notices.push_back(told("More was said in " + channel +
                                         " meanwhile than is fetched: these are the first " + number + " messages",
                                     channel, recovered));
    } else if (!gap->isAsked && (recovered == 0 || m_after == noTime)) {
        // nothing that was missed
    } else if (recovered == 0) {
        reply.notices.push_back(told("Nothing was said in " + channel + " meanwhile", channel, 0));
    } else {
        reply.notices.push_back(told(number + (recovered == 1 ? " message" : " messages") + " said in " + channel +
                                         " meanwhile fetched from the server",
                                     channel, recovered));
    }
    m_gaps.remove(ircFolded(channel));
}

void IrcHistory::failed(const IrcMessage &message, IrcReply &reply)
{
    for (qsizetype i = 2; i + 1 < message.count(); ++i) {
        const QByteArray channel = message.parameter(i).toByteArray();
        if (m_gaps.remove(ircFolded(channel)) > 0) {
            reply.notices.push_back(told("What was said in " + channel +
                                             " meanwhile cannot be fetched: " + validUtf8(message.last().toByteArray()),
                                         channel, 0));
        }
    }
}

} // namespace livebelt
