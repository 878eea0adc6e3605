// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <optional>

namespace livebelt {

class IrcCapabilities;

/// What a server has said of TLS (IRCv3 sts): that it wants to be reached by it, on which port, and for how long that
/// holds. For irc:// addresses; it never leads away from TLS. Lives across connections, and across runs by a
/// ResumePoint.
class IrcStrictTls
{
public:
    void continueAfter(const ResumePoints &points);
    /// The port to reach the server on by TLS, at that time (microseconds UTC).
    std::optional<quint16> port(qint64 now) const;
    /// Over a link without TLS. True: it is to be left for one with TLS.
    bool upgrade(const IrcCapabilities &offered);
    /// Over TLS on that port: the time begins anew. True: there is something to remember.
    bool renew(const IrcCapabilities &offered, quint16 port, qint64 now);
    std::shared_ptr<const ResumePoint> point() const;

private:
    quint16 m_port = 0; ///< 0: nothing is known
    qint64 m_until = noTime;
    bool m_isNext = false; ///< the next connection, however long that holds
};

} // namespace livebelt
