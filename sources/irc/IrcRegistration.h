// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcAddress.h"
#include "sources/irc/IrcCapabilities.h"
#include "sources/irc/IrcMessage.h"
#include "sources/irc/IrcReply.h"

namespace livebelt {

/// The first words with a server, up to its welcome: RFC 2812 section 3.1, IRCv3 capability negotiation (version 302,
/// and what changes of it later), SASL EXTERNAL where there is a client certificate (RFC 4422 appendix A) and PLAIN
/// (IRCv3 sasl-3.1, RFC 4616), again where the services come back later (sasl-3.2), or a word to NickServ, and another
/// nick where the first one is taken. It says what to send; it sends nothing.
class IrcRegistration
{
public:
    explicit IrcRegistration(const IrcAddress &address);

    /// What to send as soon as the connection is up.
    QByteArray hello() const;
    void take(const IrcMessage &message, IrcReply &reply);

    bool isRegistered() const { return m_isRegistered; }
    /// Whether a nick that we wanted was taken: it may become free.
    bool isNickTaken() const { return m_isNickTaken && m_nick != m_wantedNick; }
    const QByteArray &wantedNick() const { return m_wantedNick; }
    /// Our nick, as far as it is known.
    const QByteArray &nick() const { return m_nick; }
    const IrcCapabilities &capabilities() const { return m_capabilities; }
    /// Why the server will not have us until the person changes something; empty otherwise.
    const QString &refusal() const { return m_refusal; }
    bool wantsPassword() const { return m_wantsPassword; } ///< that is why it was refused

private:
    void takeCapabilities(const IrcMessage &message, IrcReply &reply);
    void takeLater(QByteArrayView what, const IrcMessage &message, IrcReply &reply);
    void takeLogin(const IrcMessage &message, IrcReply &reply);
    void requestCapabilities(IrcReply &reply);
    QByteArray chosenMechanism() const;
    void authenticate(IrcReply &reply) const;
    void loginFailed(IrcReply &reply);
    void tryAnotherNick(bool isTaken, IrcReply &reply);
    void welcome(const IrcMessage &message, IrcReply &reply);
    bool needsSasl() const { return m_auth == IrcAddress::Auth::Sasl && !m_isLoggedIn; }
    void refuseWithoutSasl();
    void refuse(const QString &why, bool wantsPassword = false);

    QString m_host;
    QByteArray m_wantedNick, m_nick, m_user, m_account, m_password;
    IrcAddress::Auth m_auth;
    IrcCapabilities m_capabilities;
    QByteArray m_mechanism; ///< of the login that is under way
    QString m_refusal;
    bool m_wantsPassword = false;
    int m_nickAttempts = 0;
    bool m_isNickTaken = false;
    bool m_hasCertificate = false;
    bool m_isLoggedIn = false;
    bool m_isRegistered = false;
};

} // namespace livebelt
