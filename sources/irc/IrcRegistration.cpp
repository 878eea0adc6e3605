// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcRegistration.h"

#include "model/records/Notice.h"

#include <QRandomGenerator>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostNickAttempts = 10;
constexpr qsizetype saslChunk = 400;

/// What servers say in an ERROR in place of a numeric reply: 464, the password; 465, a ban.
int numericOf(QByteArrayView error)
{
    const QByteArray text = error.toByteArray().toLower();
    if (text.contains("bad password"))
        return 464;
    for (const char *ban : {"-lined", "-line)", "banned", "akill"}) {
        if (text.contains(ban))
            return 465;
    }
    return 0;
}

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
    , m_auth(address.auth)
    , m_hasCertificate(address.tls && !address.network.certificate.isEmpty())
{
}

QByteArray IrcRegistration::hello() const
{
    QByteArray lines = "CAP LS 302\r\n";
    if (m_auth == IrcAddress::Auth::Server)
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
    if (message.is("AUTHENTICATE") && !m_mechanism.isEmpty())
        return authenticate(reply);
    if (message.numeric() >= 900 && message.numeric() <= 907)
        return takeLogin(message, reply);
    if (m_isRegistered)
        return;

    switch (message.is("ERROR") ? numericOf(message.last()) : message.numeric()) {
    case 1:
        return welcome(message, reply);
    case 410: // a CAP command it does not know
    case 421: // a command it does not know
    case 451: // not yet registered: some servers say that to CAP
        if (needsSasl() && m_capabilities.isEmpty())
            refuseWithoutSasl();
        return;
    case 432:
    case 433:
    case 436:
    case 437:
        return tryAnotherNick(message.numeric() != 432, reply);
    case 463:
        return refuse(u"%1 does not let you in: %2"_s.arg(m_host, words(message.last())));
    case 465:
        return refuse(u"%1 does not let you in: %2. Ask its operators to lift the ban, or wait until it runs out"_s.arg(
            m_host, words(message.last())));
    case 464:
        return m_auth == IrcAddress::Auth::Server
                   ? refuse(u"%1 does not accept the password: enter it again"_s.arg(m_host), true)
                   : refuse(u"%1 wants a password of its own: add auth=server to the address, and give this feed that "
                            "password"_s.arg(m_host),
                            true);
    default:
        return;
    }
}

/// How a login has ended: 900 to 907, before the welcome or after it.
void IrcRegistration::takeLogin(const IrcMessage &message, IrcReply &reply)
{
    switch (message.numeric()) {
    case 901:
        m_isLoggedIn = false;
        return;
    case 903:
    case 907:
        m_isLoggedIn = true;
        m_mechanism.clear();
        if (!m_isRegistered)
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

/// What is offered after the welcome: the services may have come back.
void IrcRegistration::takeLater(QByteArrayView what, const IrcMessage &message, IrcReply &reply)
{
    const QByteArrayList changed = message.last().toByteArray().split(' ');
    const bool isAboutLogin = std::any_of(changed.begin(), changed.end(), [](const QByteArray &word) {
        return word == "sasl" || word.startsWith("sasl=");
    });
    if (what == "NEW") {
        QByteArrayList wanted = m_capabilities.wanted();
        if (isAboutLogin && !chosenMechanism().isEmpty())
            wanted += "sasl";
        if (!wanted.isEmpty())
            reply.send += "CAP REQ :" + wanted.join(' ') + "\r\n";
    } else if (what == "ACK" && isAboutLogin && m_capabilities.isOn("sasl")) {
        m_mechanism = chosenMechanism();
        if (!m_mechanism.isEmpty())
            reply.send += "AUTHENTICATE " + m_mechanism + "\r\n";
    }
}

void IrcRegistration::takeCapabilities(const IrcMessage &message, IrcReply &reply)
{
    const QByteArrayView what = message.parameter(1);
    const bool isWhole = m_capabilities.take(message);
    if (m_isRegistered)
        return takeLater(what, message, reply);
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
    const bool hasAccount = m_auth == IrcAddress::Auth::Sasl;
    if (m_hasCertificate && (offers("EXTERNAL") || (offered.isEmpty() && !hasAccount)))
        return "EXTERNAL";
    return hasAccount && (offered.isEmpty() || offers("PLAIN")) ? "PLAIN" : QByteArray();
}

void IrcRegistration::requestCapabilities(IrcReply &reply)
{
    QByteArrayList wanted = m_capabilities.wanted();
    const bool isOffered = m_capabilities.isOffered("sasl");
    if (isOffered && !chosenMechanism().isEmpty()) {
        wanted += "sasl";
    } else if (needsSasl() && !isOffered) {
        return refuseWithoutSasl();
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
    const QByteArray tried = std::exchange(m_mechanism, {});
    if (tried.isEmpty())
        return;
    if (tried == "EXTERNAL" && m_auth == IrcAddress::Auth::Sasl) {
        m_mechanism = "PLAIN";
        reply.send += "AUTHENTICATE PLAIN\r\n";
    } else if (tried == "EXTERNAL") {
        if (!m_isRegistered)
            reply.send += "CAP END\r\n";
        reply.notices.push_back(makeNotice(
            NoticeType::Information,
            u"%1 knows no account for the client certificate: you are not logged in"_s.arg(m_host).toUtf8()));
    } else {
        const QString why =
            u"%1 does not accept the password of “%2”: enter the user name and the password again"_s.arg(
                m_host, words(m_account));
        if (!m_isRegistered)
            return refuse(why, true);
        reply.notices.push_back(makeNotice(NoticeType::Information, why.toUtf8()));
    }
}

void IrcRegistration::tryAnotherNick(bool isTaken, IrcReply &reply)
{
    if (++m_nickAttempts > mostNickAttempts) {
        return refuse(u"%1 accepts neither the nick “%2” nor any like it: choose another one with ?nick="_s.arg(
            m_host, words(m_wantedNick)));
    }
    if (m_nickAttempts == 1)
        m_isNickTaken = isTaken;
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
        return refuseWithoutSasl();
    }
    m_isRegistered = true;
    if (m_auth == IrcAddress::Auth::NickServ)
        reply.send += "PRIVMSG NickServ :IDENTIFY " + m_account + ' ' + m_password + "\r\n";
    if (message.count() > 1)
        m_nick = message.parameter(0).toByteArray();
    if (m_nick != m_wantedNick) {
        reply.notices.push_back(
            makeNotice(NoticeType::Information, u"The nick “%1” is in use or not allowed on %2: you are “%3” there%4"_s
                                                    .arg(words(m_wantedNick), m_host, words(m_nick),
                                                         m_isNickTaken ? u" until it is free"_s : QString())
                                                    .toUtf8()));
    }
}

void IrcRegistration::refuseWithoutSasl()
{
    refuse(
        u"%1 has no way to log in (SASL) at the moment: if it never has one, and the password is the server's own, add "
        "auth=server to the address"_s.arg(m_host));
}

void IrcRegistration::refuse(const QString &why, bool wantsPassword)
{
    if (!m_refusal.isEmpty())
        return;
    m_refusal = why;
    m_wantsPassword = wantsPassword;
}

} // namespace livebelt
