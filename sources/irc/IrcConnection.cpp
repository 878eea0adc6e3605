// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcConnection.h"

#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/irc/IrcUpkeep.h"
#include "sources/irc/LineNotices.h"
#include <livebelt/async/Timers.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// As many lines as go at once, and one more every two seconds: what servers bear before they take it for a flood.
constexpr IrcOutbox::Limits limits{5, std::chrono::seconds(2)};

constexpr int mostPatient = 5; ///< times IrcTimes::knock between two attempts
constexpr qsizetype mostChannels = 1000;
constexpr char clockQuestion[] = "clock"; ///< of the PING whose answer tells the server's clock

/// Whether it is of what was said before.
bool isPlayback(const IrcBatches::Batch &batch)
{
    return batch.type == "chathistory" || batch.type.endsWith("playback");
}

} // namespace

IrcConnection::IrcConnection(const IrcAddress &address, const IrcTimes &times, ConnectionLog &log, IrcMemory &memory)
    : m_times(times)
    , m_address(address)
    , m_log(log)
    , m_memory(memory)
    , m_registration(address)
    , m_channels(address.channels, address.host,
                 {address.keys, memory.channels, address.auth != IrcAddress::Auth::None})
    , m_outbox(limits, address.host)
    , m_link({address.host, address.port, address.tls, address.network, address.where()}, times)
{
}

async::AsyncIterator<Record> IrcConnection::run()
{
    const bool isOpen = co_await m_link.open();
    if (!isOpen)
        co_return;
    m_link.send(m_registration.hello());

    Records several;
    async::AsyncIterator<async::Line> lines = m_link.lines();
    while (const async::Line *line = co_await lines.borrow()) {
        const qint64 received = m_link.received();
        const IrcMessage message = IrcMessage::parse(line->bytes);
        if (line->isWhole && !line->isCut() && (message.is("PRIVMSG") || message.is("NOTICE")) && m_batches.isEmpty())
            [[likely]] {
            if (isOwnIrcRequest(message))
                continue;
            Record record = m_memory.records.take(message, line->bytes, received);
            if (remember(message, {}, record)) [[likely]]
                co_yield std::move(record);
            continue;
        }
        several.clear();
        const bool goesOn = handle(*line, message, received, several);
        for (Record &record : several)
            co_yield std::move(record);
        if (!goesOn)
            co_return;
    }
}

/// False: nothing more is to be read.
bool IrcConnection::handle(const async::Line &line, const IrcMessage &message, qint64 received, Records &records)
{
    if (line.length == 0)
        return true;
    if (!line.isWhole || !message.isValid()) {
        records.push_back(quarantinedLine(line));
        if (line.isCut())
            records.push_back(truncatedLine(line));
        return true;
    }
    show(line, message, received, records);
    if (line.isCut())
        records.push_back(truncatedLine(line));
    if (!message.is("BATCH") && isPlayback(m_batches.of(message.tags)))
        return true; // it has happened long ago

    IrcReply reply;
    const bool wasRegistered = m_registration.isRegistered();
    m_registration.take(message, reply);
    if (!wasRegistered && movesToTls())
        return false;
    if (!wasRegistered && m_registration.isRegistered())
        welcomed(records);
    if (message.is("PING"))
        reply.send += "PONG :" + message.parameter(0).toByteArray() + "\r\n";
    else if (message.is("ERROR"))
        takeError(message);
    else if (message.is("KILL"))
        m_link.setReason(u"%1 has put you off the server: %2"_s.arg(QString::fromUtf8(message.nick),
                                                                    QString::fromUtf8(message.last())));
    else if (message.is("BATCH"))
        takeBatch(message, reply);
    else if (message.is("PONG") && message.last() == clockQuestion)
        takeClock(message, received);
    else if (message.is("PONG"))
        takeConfirmation(message, received, records);
    else if (message.is("CHATHISTORY") && message.parameter(0) == "TARGETS")
        m_memory.history.found(message.parameter(1).toByteArray(), reply);
    else if (message.is("FAIL") && message.parameter(0) == "CHATHISTORY")
        m_memory.history.failed(message, reply);
    else if (message.is("005"))
        takeSupport(message, reply);
    else if (message.is("900"))
        reply.send += m_channels.loggedIn();
    else
        m_channels.take(message, m_registration.nick(), reply);
    if (message.is("JOIN") && ircFolded(message.nick) == ircFolded(m_registration.nick()))
        takeOwnJoin(message, records, reply);
    m_nickWatch.take(message, m_registration.nick(), reply);
    takeRefusal(message);
    for (Record &notice : reply.notices)
        records.push_back(std::move(notice));
    m_link.send(reply.send);

    if ((m_channels.wantsToKnockAgain() || m_nickWatch.isWaiting()) && !std::exchange(m_isKnocking, true))
        m_knocking.spawn(knock());
    const QString refusal = m_registration.refusal().isEmpty() ? m_channels.refusal() : m_registration.refusal();
    if (!refusal.isEmpty())
        m_link.refuse(refusal, m_registration.wantsPassword());
    return refusal.isEmpty();
}

/// Whether the server wants to be reached by TLS (IRCv3 sts), which this link has not: it is left, then.
bool IrcConnection::movesToTls()
{
    const IrcCapabilities &offered = m_registration.capabilities();
    if (m_address.tls || !offered.isOffered("sts") || !m_memory.strictTls.upgrade(offered))
        return false;
    m_link.setRetryIn(std::chrono::milliseconds(0));
    m_link.giveUp(u"%1 wants TLS: connecting again on port %2"_s.arg(m_address.host)
                      .arg(m_memory.strictTls.port(nowMicros()).value_or(0)));
    return true;
}

void IrcConnection::takeError(const IrcMessage &message)
{
    const QString words = QString::fromUtf8(message.last());
    m_link.setLastWords(u"%1 closed the connection: %2"_s.arg(m_address.host, words));
    if (words.contains(u"too fast"_s, Qt::CaseInsensitive) || words.contains(u"throttl"_s, Qt::CaseInsensitive))
        m_link.setRetryIn(m_times.knock);
}

void IrcConnection::takeOwnJoin(const IrcMessage &message, Records &records, IrcReply &reply)
{
    m_ownPrefix = message.prefix.toByteArray();
    const QByteArray channel = message.parameter(0).toByteArray();
    if (m_memory.channels.size() < mostChannels)
        m_memory.channels.insert(ircFolded(channel));
    m_memory.history.joined(channel, records.empty() ? nullptr : &records.front(), reply);
}

/// Makes the record of a line, where it is worth one.
void IrcConnection::show(const async::Line &line, const IrcMessage &message, qint64 received, Records &records)
{
    if (isIrcUpkeep(message) || isOwnIrcRequest(message) || IrcNickWatch::isAnswer(message))
        return;
    const bool isSplit = message.parameter(1) == "netsplit" || message.parameter(1) == "netjoin";
    if (message.is("BATCH") && !(isSplit && message.parameter(0).startsWith('+')))
        return;
    Record record = m_memory.records.take(message, line.bytes, received);
    if (remember(message, m_batches.of(message.tags), record))
        records.push_back(std::move(record));
}

/// False: the record is known already.
bool IrcConnection::remember(const IrcMessage &message, const IrcBatches::Batch &batch, Record &record)
{
    const QByteArrayView id = m_memory.records.lastId();
    if (isPlayback(batch) || (record.kind == RecordKind::Message && m_memory.history.isOld(record.time)))
        return m_memory.history.accept(batch.subject, message, id, m_registration.nick(), record);
    if (!batch.type.isEmpty() && batch.type != "labeled-response") {
        FieldsBuilder fields(record.fields);
        fields.add("batch", batch.type);
        record.fields = fields.take();
    }
    m_memory.history.live(message, id, m_registration.nick(), record);
    return true;
}

void IrcConnection::welcomed(Records &records)
{
    m_link.welcomed();
    IrcReply reply;
    m_memory.history.begin({isOn("draft/chathistory"), isOn("znc.in/playback"), isOn("server-time")}, nowMicros(),
                           reply);
    records.push_back(m_log.connected(
        m_memory.history.isFetching() ? u"what was said meanwhile is being fetched from the server"_s : QString()));
    if (m_address.tls && m_memory.strictTls.renew(m_registration.capabilities(), m_address.port, nowMicros()))
        records.back().resume = m_memory.strictTls.point();
    if (m_registration.isNickTaken())
        m_nickWatch.begin(m_registration.wantedNick());
    m_link.send(m_channels.join());
    m_link.send(reply.send);
    if (isOn("server-time"))
        m_link.send("PING :" + QByteArray(clockQuestion) + "\r\n");
}

void IrcConnection::takeBatch(const IrcMessage &message, IrcReply &reply)
{
    const bool isOpening = message.parameter(0).startsWith('+');
    if (!isOpening && !message.parameter(0).startsWith('-'))
        return;
    const IrcBatches::Batch batch = isOpening ? m_batches.open(message) : m_batches.close(message);
    if (batch.subject.isEmpty() || (batch.type != "chathistory" && !batch.type.endsWith("playback")))
        return;
    if (isOpening)
        m_memory.history.opened(batch.subject);
    else
        m_memory.history.closed(batch.subject, reply);
}

/// The answer to our first PING, with the time tag that the server gives everything (IRCv3 server-time).
void IrcConnection::takeClock(const IrcMessage &message, qint64 received)
{
    if (const auto time = fromRfc3339(ircTag(message.tags, "time")))
        m_memory.history.compareClocks(*time, received);
}

/// RPL_ISUPPORT: "005 me CHATHISTORY=500 NETWORK=x :are supported by this server".
void IrcConnection::takeSupport(const IrcMessage &message, IrcReply &reply)
{
    for (qsizetype i = 1; i + 1 < message.count(); ++i) {
        m_memory.history.support(message.parameter(i));
        m_nickWatch.support(message.parameter(i), reply);
    }
}

/// Asks again from time to time, for what may have changed: a channel that would not have us, the nick that was taken.
async::Task<void> IrcConnection::knock()
{
    for (int round = 1; m_channels.wantsToKnockAgain() || m_nickWatch.isWaiting(); ++round) {
        co_await async::sleepFor(m_times.knock * qMin(round, mostPatient));
        m_link.send(m_channels.knockAgain() + m_nickWatch.question());
    }
    m_isKnocking = false;
}

} // namespace livebelt
