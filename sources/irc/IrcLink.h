// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/feed/Parting.h"
#include "sources/irc/IrcTimes.h"
#include "sources/irc/IrcTransport.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/io/Devices.h>

#include <chrono>
#include <memory>

namespace livebelt {

/// One link to a chat server, the lines on it, and the watch over it (somebody has to answer, and to go on answering).
/// Lives on the thread of open(); what that and lines() give is destroyed before it.
class IrcLink
{
public:
    IrcLink(IrcTarget target, const IrcTimes &times);
    ~IrcLink();
    Q_DISABLE_COPY_MOVE(IrcLink)

    /// Connects. False: it cannot be; ending() says why. The server has IrcTimes::answer for this and its welcome.
    async::Task<bool> open();
    /// What comes in, until the link is cut; to be asked for once, and read once it is open.
    async::AsyncIterator<async::Line> lines();
    /// When the last of the lines so far came in, in microseconds since 1970, UTC.
    qint64 received() const { return m_received; }
    /// The server has let us in: from now on it has to be heard.
    void welcomed();
    /// lines: each with its CR LF.
    void send(const QByteArray &lines);

    /// Ends it for a reason that trying again does not help; says QUIT.
    void refuse(const QString &why, bool wantsPassword = false);
    /// Ends it at once.
    void giveUp(const QString &why);
    /// Why it is going to end; lastWords: where nobody knows better.
    void setReason(const QString &why) { m_ending.why = why; }
    void setLastWords(const QString &words) { m_lastWords = words; }
    void setRetryIn(std::chrono::milliseconds wait) { m_ending.retryIn = wait; }

    /// Says QUIT, and waits for the end for a while; then it ends with what has arrived. The link may be destroyed
    /// meanwhile.
    async::Task<void> goodbye() const;
    Ending ending() const;

private:
    bool prepare();
    async::AsyncIterator<QByteArray> pieces();
    bool isSilent(std::chrono::steady_clock::time_point since) const;
    async::Task<void> limitWelcome();
    async::Task<void> keepAlive();

    IrcTarget m_target;
    IrcTimes m_times;
    std::shared_ptr<IrcTransport> m_transport;                               ///< shared with nobody but a goodbye
    std::shared_ptr<Parting> m_parting;                                      ///< the same; once it is open
    std::shared_ptr<async::Event> m_gone = std::make_shared<async::Event>(); ///< set as the link is destroyed
    std::chrono::steady_clock::time_point m_heardAt{};
    qint64 m_received = noTime;
    Ending m_ending;
    QString m_lastWords;     ///< what the server said as it closed
    async::Scope m_deadline; ///< runs limitWelcome()
    async::Scope m_watch;    ///< runs keepAlive()
};

} // namespace livebelt
