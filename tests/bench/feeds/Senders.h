// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ServerProcess.h"

#include <QString>

namespace livebelt::bench {

/// A pseudoterminal in place of a serial port, with lines at its other end.
class PtyFlood
{
public:
    PtyFlood();
    ~PtyFlood();
    Q_DISABLE_COPY_MOVE(PtyFlood)

    QString path() const { return m_path; }
    /// Forgets what no reader took.
    void prepare() const;
    /// Waits until somebody has opened it; then at least so many lines, as fast as they are taken, until he leaves.
    void send(int count) const;

private:
    bool hasReader() const;

    QString m_path;
    int m_ours = -1, m_held = -1; ///< held so that the terminal stays as it was set
};

/// Datagrams to a port of this machine, a line each, never more than the kernel holds for the reader.
class UdpFlood
{
public:
    quint16 port() const { return m_port; }
    /// Waits until somebody listens; then at least so many, until he leaves.
    void send(int count) const;

private:
    /// Bytes that wait for the reader; -1 where there is none.
    int waiting() const;

    quint16 m_port = test::ServerProcess::freePort();
};

} // namespace livebelt::bench
