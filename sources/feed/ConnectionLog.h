// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include <livebelt/async/Clock.h>
#include <livebelt/async/io/Sockets.h>

#include <QString>
#include <algorithm>
#include <chrono>

namespace livebelt {

/// Makes the Notices of a feed that connects and reconnects, all worded alike, and keeps the time of the gaps.
class ConnectionLog
{
public:
    /// where: the other side, for people: "irc.libera.chat:6697".
    explicit ConnectionLog(QString where);

    /// The connection is up: Connected the first time, Reconnected with "from", "to" and "seconds" of the gap
    /// afterwards. meanwhile: what became of what was said in the gap; it is missing where nothing is given.
    Record connected(const QString &meanwhile = {});
    /// It is of use beyond doubt, whatever the other side says next. Messages, measurements and rows prove that by
    /// themselves.
    void proven() { m_isProven = true; }
    /// Something has come, at that time (microseconds UTC).
    void heard(qint64 at) { m_heardAt = std::max(m_heardAt, at); }
    /// It is lost, or could not be made: Disconnected, with the reason and when the next attempt is made. why ends
    /// without a full stop. The gap begins when the other side was heard last; silence and wantsPassword: Ending.
    Record disconnected(const QString &why, std::chrono::milliseconds retryIn, std::chrono::milliseconds silence = {},
                        bool wantsPassword = false);
    /// It cannot go on until the person has changed something.
    Record failed(const QString &why, bool wantsPassword = false);

    bool isConnected() const { return m_isUp; }
    bool wasConnected() const { return m_wasUp; } ///< ever
    bool isProven() const { return m_isProven; }
    async::Clock::TimePoint connectedSince() const { return m_upSince; }

private:
    QString m_where;
    bool m_isUp = false;
    bool m_wasUp = false;
    bool m_isProven = false;
    qint64 m_heardAt = noTime; ///< microseconds UTC
    qint64 m_lostAt = noTime;  ///< the same
    async::Clock::TimePoint m_upSince{};
};

/// Why a connection could not be made, for people, with what to do: "irc.example.org does not answer on port 6697:
/// check ...".
QString connectionProblem(const async::SocketError &error, const QString &host, quint16 port);
/// For how long the other side may have been silent when a socket was lost so.
std::chrono::milliseconds silenceOf(const async::SocketError &error);
/// Whether trying again without the person changing something cannot help: a certificate that is refused.
bool isHopeless(const async::SocketError &error);

} // namespace livebelt
