// SPDX-License-Identifier: GPL-3.0-or-later
// What a person sends over an IrcConnection, and what becomes of it.
#include "sources/irc/IrcConnection.h"
#include "sources/irc/IrcWriting.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// A line has 512 bytes with its CR LF, and others get it with our prefix (RFC 1459 section 2.3); tags do not count.
constexpr qsizetype longestLine = 510;
/// Of user and host together, as long as we do not know how others see us.
constexpr qsizetype likelyPrefix = 90;
constexpr std::chrono::seconds answerPatience(5);

} // namespace

Result<QByteArray> IrcConnection::targetOf(const QString &to) const
{
    if (to.isEmpty() && m_address.channels.size() == 1)
        return m_address.channels.constFirst();
    if (to.isEmpty())
        return Failure{u"Say which channel it is for: this feed reads several"_s};
    const QByteArray target = to.toUtf8();
    if (!isIrcChannel(target) && !isIrcNick(target))
        return Failure{u"“%1” is neither a channel nor a nick: write it like #chat or alice"_s.arg(to)};
    return target;
}

async::Task<Result<void>> IrcConnection::send(Outgoing message)
{
    if (!m_log.isConnected())
        co_return Failure{u"%1 has not let you in yet: send it again in a moment"_s.arg(m_address.host)};
    const Result<QByteArray> target = targetOf(message.to);
    if (!target)
        co_return Failure{target.error()};
    const QByteArray command = "PRIVMSG " + *target + " :";
    const qsizetype prefix = m_ownPrefix.isEmpty() ? m_registration.nick().size() + likelyPrefix : m_ownPrefix.size();
    const auto bodies = ircBodies(message.payload, longestLine - command.size() - prefix - 2);
    if (!bodies)
        co_return Failure{bodies.error()};
    if (const auto admitted = m_outbox.admit(bodies->size()); !admitted)
        co_return Failure{admitted.error()};

    QByteArrayList echoes;
    const QByteArray own = m_ownPrefix.isEmpty() ? m_registration.nick() : m_ownPrefix;
    for (const QByteArray &body : *bodies)
        echoes += ':' + own + ' ' + command + body;
    const std::shared_ptr<IrcOutbox::Sent> sent = m_outbox.add(*target, echoes);
    int part = 0;
    for (const QByteArray &body : *bodies) {
        if (isOn("labeled-response"))
            m_link.send("@label=" + sent->id + '.' + QByteArray::number(++part) + ' ');
        m_link.send(command + body + "\r\n");
    }
    // What the server has to say against it comes before its answer to this: every server knows PING.
    m_link.send("PING :" + sent->id + "\r\n");
    co_return co_await IrcOutbox::answerTo(sent, answerPatience);
}

void IrcConnection::takeConfirmation(const IrcMessage &message, qint64 received, Records &records)
{
    const std::shared_ptr<IrcOutbox::Sent> sent = m_outbox.confirm(message.last().toByteArray());
    if (!sent || isOn("echo-message"))
        return;
    for (const QByteArray &line : sent->lines) {
        records.push_back(m_memory.records.take(IrcMessage::parse(line), line, received));
    }
}

/// An error that answers what was sent: by its label, or by the target it names.
void IrcConnection::takeRefusal(const IrcMessage &message)
{
    const int numeric = message.numeric();
    const bool isError = (numeric >= 400 && numeric <= 599) || message.is("FAIL");
    if (!isError)
        return;
    QByteArray id = ircTag(message.tags, "label").toByteArray();
    if (id.isEmpty())
        id = m_batches.of(message.tags).label;
    id = id.left(id.indexOf('.'));
    for (qsizetype i = 1; id.isEmpty() && i + 1 < message.count(); ++i)
        id = m_outbox.oldestTo(message.parameter(i));
    m_outbox.refuse(id,
                    u"%1 does not pass it on to %2: %3"_s.arg(m_address.host, QString::fromUtf8(message.parameter(1)),
                                                              QString::fromUtf8(message.last())));
}

} // namespace livebelt
