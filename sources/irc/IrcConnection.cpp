// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcConnection.h"

#include "model/records/Fields.h"
#include "sources/async/Timers.h"
#include "sources/irc/LineNotices.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// As many lines as go at once, and one more every two seconds: what servers bear before they take it for a flood.
constexpr IrcOutbox::Limits limits{5, std::chrono::seconds(2)};

/// What the two ends say to each other to keep the connection: nothing that a person would miss.
bool isUpkeep(const IrcMessage &message)
{
    return message.is("PING") || message.is("PONG") || message.is("CAP") || message.is("AUTHENTICATE") ||
           message.is("ACK");
}

} // namespace

IrcConnection::IrcConnection(const IrcAddress &address, const IrcTimes &times, ConnectionLog &log, IrcMemory &memory)
    : m_times(times)
    , m_address(address)
    , m_log(log)
    , m_memory(memory)
    , m_registration(address)
    , m_channels(address.channels, address.host)
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
            Record record = m_memory.records.take(message, line->bytes, received);
            m_memory.history.remember(record.time, m_memory.records.lastId());
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
    if (m_batches.of(message.tags).type == "chathistory" && !message.is("BATCH"))
        return true; // it has happened long ago

    IrcReply reply;
    const bool wasRegistered = m_registration.isRegistered();
    m_registration.take(message, reply);
    if (!wasRegistered && m_registration.isRegistered())
        welcomed(records);
    if (message.is("PING"))
        reply.send += "PONG :" + message.parameter(0).toByteArray() + "\r\n";
    else if (message.is("ERROR"))
        m_link.setLastWords(u"%1 closed the connection: %2"_s.arg(m_address.host, QString::fromUtf8(message.last())));
    else if (message.is("KILL"))
        m_link.setReason(u"%1 has put you off the server: %2"_s.arg(QString::fromUtf8(message.nick),
                                                                    QString::fromUtf8(message.last())));
    else if (message.is("BATCH"))
        takeBatch(message, reply);
    else if (message.is("PONG"))
        takeConfirmation(message, received, records);
    else if (message.is("FAIL") && message.parameter(0) == "CHATHISTORY")
        m_memory.history.failed(message, reply);
    else if (message.is("005"))
        takeSupport(message);
    else
        m_channels.take(message, m_registration.nick(), reply);
    if (message.is("JOIN") && ircFolded(message.nick) == ircFolded(m_registration.nick())) {
        m_ownPrefix = message.prefix.toByteArray();
        m_memory.history.joined(message.parameter(0).toByteArray(), reply);
    }
    takeRefusal(message);
    for (Record &notice : reply.notices)
        records.push_back(std::move(notice));
    m_link.send(reply.send);

    if (m_channels.wantsToKnockAgain() && !std::exchange(m_isKnocking, true))
        m_knocking.spawn(knock());
    const QString refusal = m_registration.refusal().isEmpty() ? m_channels.refusal() : m_registration.refusal();
    if (!refusal.isEmpty())
        m_link.refuse(refusal);
    return refusal.isEmpty();
}

/// Makes the record of a line, where it is worth one.
void IrcConnection::show(const async::Line &line, const IrcMessage &message, qint64 received, Records &records)
{
    if (isUpkeep(message))
        return;
    const bool isSplit = message.parameter(1) == "netsplit" || message.parameter(1) == "netjoin";
    if (message.is("BATCH") && !(isSplit && message.parameter(0).startsWith('+')))
        return;
    Record record = m_memory.records.take(message, line.bytes, received);
    const IrcBatches::Batch batch = m_batches.of(message.tags);
    if (batch.type == "chathistory") {
        if (!m_memory.history.accept(batch.subject, record, m_memory.records.lastId()))
            return;
    } else if (!batch.type.isEmpty() && batch.type != "labeled-response") {
        FieldsBuilder fields(record.fields);
        fields.add("batch", batch.type);
        record.fields = fields.take();
    }
    m_memory.history.remember(record.time, m_memory.records.lastId());
    records.push_back(std::move(record));
}

void IrcConnection::welcomed(Records &records)
{
    m_link.welcomed();
    m_memory.history.begin(isOn("draft/chathistory"), isOn("batch"));
    records.push_back(m_log.connected(
        m_memory.history.isFetching() ? u"what was said meanwhile is being fetched from the server"_s : QString()));
    m_link.send(m_channels.join());
}

void IrcConnection::takeBatch(const IrcMessage &message, IrcReply &reply)
{
    const bool isOpening = message.parameter(0).startsWith('+');
    if (!isOpening && !message.parameter(0).startsWith('-'))
        return;
    const IrcBatches::Batch batch = isOpening ? m_batches.open(message) : m_batches.close(message);
    if (batch.type == "chathistory" && isOpening)
        m_memory.history.opened(batch.subject);
    else if (batch.type == "chathistory")
        m_memory.history.closed(batch.subject, reply);
}

/// RPL_ISUPPORT: "005 me CHATHISTORY=500 NETWORK=x :are supported by this server".
void IrcConnection::takeSupport(const IrcMessage &message)
{
    for (qsizetype i = 1; i + 1 < message.count(); ++i) {
        const QByteArrayView token = message.parameter(i);
        for (const QByteArrayView name : {QByteArrayView("CHATHISTORY="), QByteArrayView("draft/CHATHISTORY=")}) {
            if (token.startsWith(name))
                m_memory.history.limit(token.sliced(name.size()).toInt());
        }
    }
}

async::Task<void> IrcConnection::knock()
{
    while (m_channels.wantsToKnockAgain()) {
        co_await async::sleepFor(m_times.knock);
        m_link.send(m_channels.knockAgain());
    }
    m_isKnocking = false;
}

} // namespace livebelt
