// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcConnection.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/async/Timers.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// What the two ends say to each other to keep the connection: nothing that a person would miss.
bool isUpkeep(const IrcMessage &message)
{
    return message.is("PING") || message.is("PONG") || message.is("CAP") || message.is("AUTHENTICATE");
}

Record quarantined(const async::Line &line)
{
    const bool isHalf = !line.isWhole;
    return makeNotice(NoticeType::Quarantined,
                      isHalf ? QByteArray("The connection was lost in the middle of this line")
                             : QByteArray("A line that is no IRC; it is kept as it came"),
                      {}, line.bytes);
}

Record truncated(const async::Line &line)
{
    FieldsBuilder fields;
    fields.add("bytes", line.length);
    return makeNotice(NoticeType::Truncated,
                      "A line of " + QByteArray::number(line.length) + " bytes was cut to its first " +
                          QByteArray::number(line.bytes.size()),
                      fields.take());
}

} // namespace

IrcConnection::IrcConnection(const IrcAddress &address, const IrcTimes &times, ConnectionLog &log, IrcRecords &records)
    : m_times(times)
    , m_host(address.host)
    , m_log(log)
    , m_records(records)
    , m_registration(address)
    , m_channels(address.channels, address.host)
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
    while (auto line = co_await lines.next()) {
        m_link.heard();
        const qint64 received = nowMicros();
        const IrcMessage message = IrcMessage::parse(line->bytes);
        if (line->isWhole && !line->isCut() && (message.is("PRIVMSG") || message.is("NOTICE"))) [[likely]] {
            Record record = m_records.take(message, line->bytes, received);
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
        records.push_back(quarantined(line));
        if (line.isCut())
            records.push_back(truncated(line));
        return true;
    }
    if (!isUpkeep(message))
        records.push_back(m_records.take(message, line.bytes, received));
    if (line.isCut())
        records.push_back(truncated(line));

    IrcReply reply;
    const bool wasRegistered = m_registration.isRegistered();
    m_registration.take(message, reply);
    if (!wasRegistered && m_registration.isRegistered())
        welcomed(records);
    if (message.is("PING"))
        reply.send += "PONG :" + message.parameter(0).toByteArray() + "\r\n";
    else if (message.is("ERROR"))
        m_link.setLastWords(u"%1 closed the connection: %2"_s.arg(m_host, QString::fromUtf8(message.last())));
    else if (message.is("KILL"))
        m_link.setReason(u"%1 has put you off the server: %2"_s.arg(QString::fromUtf8(message.nick),
                                                                    QString::fromUtf8(message.last())));
    else
        m_channels.take(message, m_registration.nick(), reply);
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

void IrcConnection::welcomed(Records &records)
{
    m_link.welcomed();
    records.push_back(m_log.connected());
    m_link.send(m_channels.join());
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
