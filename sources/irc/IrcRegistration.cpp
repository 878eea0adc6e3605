// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcRegistration.h"

#include "model/records/Notice.h"

#include <QRandomGenerator>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostNickAttempts = 10;
constexpr qsizetype saslChunk = 400;

QString words(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

} // namespace

IrcRegistration::IrcRegistration(const IrcAddress &address)
    : m_host(address.host)
    , m_wantedNick(address.nick)
    , m_nick(address.nick)
    , m_user(address.user)
    , m_account(address.account)
    , m_password(address.password)
    , m_hasCertificate(address.tls && !address.network.certificate.isEmpty())
{
}

QByteArray IrcRegistration::hello() const
{
    QByteArray lines = "CAP LS 302\r\n";
    if (!m_password.isEmpty() && m_account.isEmpty())
        lines += "PASS :" + m_password + "\r\n";
    return lines + "NICK " + m_nick + "\r\nUSER " + m_user + " 0 * :Livebelt\r\n";
}

void IrcRegistration::take(const IrcMessage &message, IrcReply &reply)
{
    if (message.is("NICK") && ircFolded(message.nick) == ircFolded(m_nick)) {
        m_nick = message.parameter(0).toByteArray();
        return;
    }
    if (message.is("CAP"))
        return takeCapabilities(message, reply);
    if (m_isRegistered)
        return;
    if (message.is("AUTHENTICATE") && !m_mechanism.isEmpty())
        return authenticate(reply);

    // ngircd says so in an ERROR in place of the numeric reply 464.
    const bool isAboutPassword = message.is("ERROR") && message.last().toByteArray().toLower().contains("bad password");
    switch (isAboutPassword ? 464 : message.numeric()) {
    case 1:
        return welcome(message, reply);
    case 410: // a CAP command it does not know
    case 421: // a command it does not know
    case 451: // not yet registered: some servers say that to CAP
        if (needsSasl() && m_capabilities.isEmpty())
            refuse(u"%1 has no way to log in (SASL): leave the user name out if the password is the server's own"_s.arg(
                m_host));
        return;
    case 432:
    case 433:
    case 436:
    case 437:
        return tryAnotherNick(message.numeric() != 432, reply);
    case 463:
    case 465:
        return refuse(u"%1 does not let you in: %2"_s.arg(m_host, words(message.last())));
    case 464:
        return m_password.isEmpty() ? refuse(u"%1 wants a password: give this feed one"_s.arg(m_host))
                                    : refuse(u"%1 does not accept the password: enter it again"_s.arg(m_host));
    case 903:
    case 907:
        m_isLoggedIn = true;
        reply.send += "CAP END\r\n";
        return;
    case 902:
    case 904:
    case 905:
    case 906:
        return loginFailed(reply);
    default:
        return;
    }
}

void IrcRegistration::takeCapabilities(const IrcMessage &message, IrcReply &reply)
{
    const QByteArrayView what = message.parameter(1);
    const bool isWhole = m_capabilities.take(message);
    if (m_isRegistered) {
        const QByteArrayList wanted = m_capabilities.wanted();
        if (what == "NEW" && !wanted.isEmpty())
            reply.send += "CAP REQ :" + wanted.join(' ') + "\r\n";
        return;
    }
    if (what == "LS" && isWhole) {
        requestCapabilities(reply);
    } else if (what == "ACK" && isWhole) {
        m_mechanism = m_capabilities.isOn("sasl") && !m_isLoggedIn ? chosenMechanism() : QByteArray();
        reply.send += m_mechanism.isEmpty() ? QByteArray("CAP END\r\n") : "AUTHENTICATE " + m_mechanism + "\r\n";
    } else if (what == "NAK") {
        if (needsSasl())
            return refuse(
                u"%1 offers to log in (SASL) and then declines it: tell its operator, or remove the password"_s.arg(
                    m_host));
        reply.send += "CAP END\r\n";
    }
}

/// Empty: none that the server offers and we can.
QByteArray IrcRegistration::chosenMechanism() const
{
    const QByteArray offered = m_capabilities.value("sasl").toUpper();
    const auto offers = [&](const char *mechanism) { return offered.split(',').contains(mechanism); };
    if (m_hasCertificate && (offers("EXTERNAL") || (offered.isEmpty() && m_account.isEmpty())))
        return "EXTERNAL";
    return !m_account.isEmpty() && (offered.isEmpty() || offers("PLAIN")) ? "PLAIN" : QByteArray();
}

void IrcRegistration::requestCapabilities(IrcReply &reply)
{
    QByteArrayList wanted = m_capabilities.wanted();
    const bool isOffered = m_capabilities.isOffered("sasl");
    if (isOffered && !chosenMechanism().isEmpty()) {
        wanted += "sasl";
    } else if (needsSasl() && !isOffered) {
        return refuse(
            u"%1 has no way to log in (SASL): leave the user name out if the password is the server's own"_s.arg(
                m_host));
    } else if (needsSasl()) {
        return refuse(u"%1 lets nobody log in with a password (it offers %2): remove the password"_s.arg(
            m_host, words(m_capabilities.value("sasl"))));
    }
    reply.send += wanted.isEmpty() ? QByteArray("CAP END\r\n") : "CAP REQ :" + wanted.join(' ') + "\r\n";
}

void IrcRegistration::authenticate(IrcReply &reply) const
{
    if (m_mechanism == "EXTERNAL") {
        reply.send += "AUTHENTICATE +\r\n";
        return;
    }
    const QByteArray secret = QByteArray(m_account + '\0' + m_account + '\0' + m_password).toBase64();
    for (qsizetype at = 0; at < secret.size(); at += saslChunk)
        reply.send += "AUTHENTICATE " + secret.mid(at, saslChunk) + "\r\n";
    if (secret.size() % saslChunk == 0) // a full last chunk says that more comes: this says that it does not
        reply.send += "AUTHENTICATE +\r\n";
}

void IrcRegistration::loginFailed(IrcReply &reply)
{
    if (m_mechanism == "EXTERNAL" && !m_account.isEmpty()) {
        m_mechanism = "PLAIN";
        reply.send += "AUTHENTICATE PLAIN\r\n";
    } else if (m_mechanism == "EXTERNAL") {
        m_mechanism.clear();
        reply.send += "CAP END\r\n";
        reply.notices.push_back(makeNotice(
            NoticeType::Information,
            u"%1 knows no account for the client certificate: you are not logged in"_s.arg(m_host).toUtf8()));
    } else {
        refuse(u"%1 does not accept the password of “%2”: enter the user name and the password again"_s.arg(
            m_host, words(m_account)));
    }
}

void IrcRegistration::tryAnotherNick(bool isTaken, IrcReply &reply)
{
    if (++m_nickAttempts > mostNickAttempts) {
        return refuse(u"%1 accepts neither the nick “%2” nor any like it: choose another one with ?nick="_s.arg(
            m_host, words(m_wantedNick)));
    }
    // Some servers take no more than nine characters, or none but ASCII.
    const bool isPlain = std::all_of(m_wantedNick.begin(), m_wantedNick.end(), [](char c) { return c > 0; });
    if (m_nickAttempts == 1 && isTaken)
        m_nick = m_wantedNick + '_';
    else
        m_nick = (isPlain && m_nickAttempts < 5 ? m_wantedNick.left(5) : QByteArray("guest")) +
                 QByteArray::number(QRandomGenerator::global()->bounded(100, 1000));
    reply.send += "NICK " + m_nick + "\r\n";
}

void IrcRegistration::welcome(const IrcMessage &message, IrcReply &reply)
{
    if (needsSasl()) {
        return refuse(
            u"%1 has no way to log in (SASL): leave the user name out if the password is the server's own"_s.arg(
                m_host));
    }
    m_isRegistered = true;
    if (message.count() > 1)
        m_nick = message.parameter(0).toByteArray();
    if (m_nick != m_wantedNick) {
        reply.notices.push_back(
            makeNotice(NoticeType::Information, u"The nick “%1” is in use or not allowed on %2: you are “%3” there"_s
                                                    .arg(words(m_wantedNick), m_host, words(m_nick))
                                                    .toUtf8()));
    }
}

void IrcRegistration::refuse(const QString &why)
{
    if (m_refusal.isEmpty())
        m_refusal = why;
}

} // namespace livebelt
