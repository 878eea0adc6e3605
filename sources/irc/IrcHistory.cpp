// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcHistory.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/irc/IrcNames.h"

#include <QDateTime>

namespace livebelt {

namespace {

constexpr int longestPage = 500;
constexpr int mostPages = 100;
constexpr int mostKnownPages = 5; ///< that bring nothing new
constexpr int mostConversations = 50;
constexpr size_t mostTargets = 1000; ///< a hostile server may name as many as it likes
constexpr qint64 second = 1'000'000;
constexpr qint64 millisecond = 1000;
constexpr qint64 aDay = 86'400'000'000; ///< more than any clock is wrong by

/// "2019-01-04T14:33:26.123Z": milliseconds, always three digits.
QByteArray serverTime(qint64 micros)
{
    return QDateTime::fromMSecsSinceEpoch(micros / 1000).toUTC().toString(Qt::ISODateWithMs).toLatin1();
}

Record told(const QByteArray &text, const QByteArray &channel, int recovered)
{
    FieldsBuilder fields;
    fields.add("channel", channel);
    fields.add("recovered", qint64(recovered));
    return makeNotice(NoticeType::Information, text, fields.take());
}

bool isChat(const IrcMessage &message)
{
    return message.is("PRIVMSG") || message.is("NOTICE") || message.is("TAGMSG");
}

} // namespace

std::shared_ptr<const ResumePoint> IrcHistory::Target::point() const
{
    return std::make_shared<const ResumePoint>(ResumePoint{key, mark.value(ahead)});
}

void IrcHistory::continueAfter(const ResumePoints &points)
{
    for (const ResumePoint &point : points) {
        const std::optional<IrcMark> mark = IrcMark::parse(point.value);
        if (mark && isIrcTarget(point.key) && m_targets.size() < mostTargets)
            m_targets[point.key] = Target{point.key, *mark};
    }
}

void IrcHistory::begin(const Offer &offer, qint64 now, IrcReply &reply)
{
    m_offer = offer;
    m_isOn = offer.times;
    m_begin = now;
    m_isReplaying = false;
    m_gaps.clear();
    m_before.clear();
    qint64 oldest = noTime;
    m_newestBefore = noTime;
    for (auto &[name, target] : m_targets) {
        target.isFilling = false;
        target.ahead = {};
        if (target.mark.isEmpty())
            continue;
        m_before[name] = target.mark;
        const qint64 time = target.mark.time();
        m_newestBefore = qMax(m_newestBefore, time);
        if (time != noTime && isIrcChannel(name))
            oldest = oldest == noTime ? time : qMin(oldest, time);
    }
    if (offer.chatHistory && m_newestBefore != noTime) {
        reply.send += "CHATHISTORY TARGETS timestamp=" + serverTime(m_newestBefore) +
                      " timestamp=" + serverTime(now + aDay) + ' ' + QByteArray::number(mostConversations) + "\r\n";
    } else if (!offer.chatHistory && offer.playback && (oldest != noTime || m_first > 0)) {
        const double from = oldest == noTime ? 0 : double(oldest - millisecond) / 1e6;
        reply.send += "PRIVMSG *playback :PLAY * " + QByteArray::number(from, 'f', oldest == noTime ? 0 : 3) + "\r\n";
    }
}

bool IrcHistory::isOld(qint64 time) const
{
    if (time == noTime || time >= m_begin)
        return false;
    const qint64 unit = time % second == 0 ? second : millisecond; // servers cut their times
    return time < m_begin - m_begin % unit;
}

void IrcHistory::support(QByteArrayView token)
{
    for (const QByteArrayView name : {QByteArrayView("CHATHISTORY="), QByteArrayView("draft/CHATHISTORY=")}) {
        if (!token.startsWith(name))
            continue;
        const int most = token.sliced(name.size()).toInt();
        m_limit = most > 0 ? qMin(most, longestPage) : longestPage;
    }
    if (token.startsWith("MSGREFTYPES=")) // in order of preference
        m_prefersIds = token.startsWith("MSGREFTYPES=msgid");
}

IrcHistory::Target *IrcHistory::targetOf(QByteArrayView name)
{
    if (m_lastTarget && m_lastName == name)
        return m_lastTarget;
    const QByteArray folded = ircFolded(name);
    auto found = m_targets.find(folded);
    if (found == m_targets.end() && (m_targets.size() >= mostTargets || !isIrcTarget(name)))
        return nullptr;
    if (found == m_targets.end())
        found = m_targets.emplace(folded, Target{folded}).first;
    m_lastName = name.toByteArray();
    m_lastTarget = &found->second;
    return m_lastTarget;
}

void IrcHistory::live(const IrcMessage &message, QByteArrayView id, const QByteArray &ownNick, Record &record)
{
    m_isReplaying = false;
    if (!m_isOn || (id.isEmpty() && (record.time == noTime || !isChat(message))))
        return;
    const quint64 hash = IrcRecent::hash(message, record.time, id);
    m_recent.add(hash);
    if (record.time == noTime || !isChat(message))
        return;
    const QByteArrayView name = ircConversation(message, ownNick);
    Target *target = name.isEmpty() ? nullptr : targetOf(name);
    if (!target)
        return;
    (target->isFilling ? target->ahead : target->mark).take(record.time, id, hash);
    record.resume = target->point();
}

bool IrcHistory::accept(QByteArray name, const IrcMessage &message, QByteArrayView id, const QByteArray &ownNick,
                        Record &record)
{
    if (!std::exchange(m_isReplaying, true))
        m_recent.beginReplay();
    if (name.isEmpty())
        name = ircConversation(message, ownNick).toByteArray();
    const QByteArray folded = ircFolded(name);
    const auto gap = m_gaps.find(folded);
    const auto before = m_before.find(folded);
    const quint64 hash = IrcRecent::hash(message, record.time, id);
    bool isKnown = m_recent.isKnown(hash, !id.isEmpty());
    isKnown |= before != m_before.end() && before->second.covers(record.time, hash);
    if (gap != m_gaps.end()) {
        ++gap->second.onPage;
        if (record.time != noTime && gap->second.isAsked)
            gap->second.from.take(record.time, id, hash);
        gap->second.newOnPage += isKnown ? 0 : 1;
        gap->second.recovered += isKnown ? 0 : 1;
    }
    if (isKnown)
        return false;
    m_recent.add(hash);
    FieldsBuilder fields(record.fields);
    fields.addBoolean("history", true);
    record.fields = fields.take();
    Target *target = record.time == noTime || name.isEmpty() ? nullptr : targetOf(name);
    if (target) {
        target->mark.take(record.time, id, hash);
        record.resume = target->point();
    }
    return true;
}

void IrcHistory::joined(const QByteArray &channel, Record *record, IrcReply &reply)
{
    const QByteArray folded = ircFolded(channel);
    Target *target = targetOf(channel);
    if (!m_isOn || !target || m_gaps.contains(folded))
        return;
    const auto before = m_before.find(folded);
    if (m_offer.chatHistory && (before != m_before.end() || m_first > 0)) {
        Gap gap;
        if (before != m_before.end())
            gap.from = before->second;
        ask(channel, gap, reply);
    }
    if (!record || record->time == noTime)
        return;
    // Nothing can be missing before this, but what is being asked for.
    (target->isFilling ? target->ahead : target->mark).beginAt(record->time);
    if (!target->isFilling)
        record->resume = target->point();
}

void IrcHistory::ask(const QByteArray &name, Gap gap, IrcReply &reply)
{
    const QByteArray folded = ircFolded(name);
    Target *target = targetOf(name);
    if (!target || m_gaps.size() >= mostTargets || m_gaps.contains(folded))
        return;
    gap.isById = m_prefersIds;
    gap.isLatest = gap.from.time() == noTime;
    target->isFilling = !gap.isLatest; // the last messages are no hole
    reply.send += request(name, m_gaps.emplace(folded, gap).first->second);
}

QByteArray IrcHistory::request(const QByteArray &target, Gap &gap) const
{
    gap.isById = gap.isById && !gap.from.id().isEmpty();
    if (gap.from.time() == noTime)
        return "CHATHISTORY LATEST " + target + " * " + QByteArray::number(qMin(m_first, m_limit)) + "\r\n";
    // By time, what was said in the same millisecond comes again, and is known.
    const QByteArray from =
        gap.isById ? "msgid=" + gap.from.id() : "timestamp=" + serverTime(gap.from.time() - millisecond);
    return "CHATHISTORY AFTER " + target + ' ' + from + ' ' + QByteArray::number(m_limit) + "\r\n";
}

void IrcHistory::opened(const QByteArray &name)
{
    const QByteArray folded = ircFolded(name);
    auto gap = m_gaps.find(folded);
    if (gap == m_gaps.end() && m_gaps.size() < mostTargets) {
        gap = m_gaps.emplace(folded, Gap()).first;
        gap->second.isAsked = false;
    }
    if (gap != m_gaps.end()) {
        gap->second.onPage = 0;
        gap->second.newOnPage = 0;
    }
    m_isReplaying = false;
}

void IrcHistory::closed(const QByteArray &name, IrcReply &reply)
{
    const QByteArray folded = ircFolded(name);
    const auto found = m_gaps.find(folded);
    if (found == m_gaps.end())
        return;
    Gap &gap = found->second;
    const bool isMore = gap.isAsked && !gap.isLatest && gap.onPage >= m_limit;
    if (gap.newOnPage == 0)
        ++gap.knownPages;
    if (isMore && ++gap.pages < mostPages && gap.knownPages < mostKnownPages) {
        if (gap.newOnPage == 0) // a whole page of one millisecond
            gap.from.take(gap.from.time() + 2 * millisecond, {}, 0);
        reply.send += request(name, gap);
        return;
    }
    const size_t firstNotice = reply.notices.size();
    tell(name, gap, isMore, reply);
    finish(name, reply, firstNotice);
}

void IrcHistory::tell(const QByteArray &name, const Gap &gap, bool isMore, IrcReply &reply)
{
    const bool isChannel = isIrcChannel(name);
    const QByteArray where = isChannel ? "in " + name : "with " + name;
    const QByteArray number = QByteArray::number(gap.recovered);
    const QByteArray messages = number + (gap.recovered == 1 ? " message" : " messages");
    if (isMore) {
        reply.notices.push_back(
            told("More was said " + where + " meanwhile than is fetched: these are the first " + number + " messages",
                 name, gap.recovered));
    } else if (!m_before.contains(ircFolded(name)) && isChannel) {
        if (gap.isAsked && gap.recovered > 0)
            reply.notices.push_back(told("The last " + messages + " said " + where + " before fetched from the server",
                                         name, gap.recovered));
    } else if (gap.recovered > 0) {
        reply.notices.push_back(
            told(messages + " said " + where + " meanwhile fetched from the server", name, gap.recovered));
    } else if (gap.isAsked && isChannel) {
        reply.notices.push_back(told("Nothing was said " + where + " meanwhile", name, 0));
    }
}

/// There is no hole before what came live meanwhile any more, or none that can be filled; the first of the notices says
/// so to the capture, too.
void IrcHistory::finish(const QByteArray &name, IrcReply &reply, size_t firstNotice)
{
    const QByteArray folded = ircFolded(name);
    m_gaps.erase(folded);
    const auto target = m_targets.find(folded);
    if (target == m_targets.end() || !std::exchange(target->second.isFilling, false))
        return;
    const IrcMark ahead = std::exchange(target->second.ahead, {});
    if (ahead.time() != noTime && ahead.time() >= target->second.mark.time())
        target->second.mark = ahead;
    if (firstNotice < reply.notices.size())
        reply.notices[firstNotice].resume = target->second.point();
}

void IrcHistory::found(const QByteArray &name, IrcReply &reply)
{
    if (isIrcChannel(name) || !m_offer.chatHistory)
        return;
    Gap gap;
    if (const auto before = m_before.find(ircFolded(name)); before != m_before.end())
        gap.from = before->second;
    else // it has begun meanwhile
        gap.from.beginAt(m_newestBefore);
    ask(name, gap, reply);
}

void IrcHistory::failed(const IrcMessage &message, IrcReply &reply)
{
    for (qsizetype i = 2; i + 1 < message.count(); ++i) {
        const QByteArray name = message.parameter(i).toByteArray();
        const auto gap = m_gaps.find(ircFolded(name));
        if (gap == m_gaps.end())
            continue;
        if (std::exchange(gap->second.isById, false)) { // the server may have forgotten that message
            reply.send += request(name, gap->second);
            return;
        }
        const size_t firstNotice = reply.notices.size();
        reply.notices.push_back(told("What was said in " + name +
                                         (m_before.contains(ircFolded(name)) ? " meanwhile" : " before") +
                                         " cannot be fetched: " + validUtf8(message.last().toByteArray()),
                                     name, 0));
        finish(name, reply, firstNotice);
    }
}

} // namespace livebelt
