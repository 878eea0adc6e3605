// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Scope.h>

#include <QIODevice>
#include <functional>

namespace livebelt {

/// What waits in a device, and in the kernel for its descriptor; with TLS that is a little more than what comes of it.
qint64 unreadIn(const QIODevice &device, qintptr descriptor);

/// Ends the pieces that a device gives when one leaves it, though not before what had arrived by then is read.
class Parting
{
public:
    /// descriptor: the device's file descriptor, when it is asked for. drop: ends the pieces. The device outlives it.
    Parting(QIODevice &device, std::function<qintptr()> descriptor, std::function<void()> drop);
    Q_DISABLE_COPY_MOVE(Parting)

    async::AsyncIterator<QByteArray> watch(async::AsyncIterator<QByteArray> pieces);
    /// May be called again.
    void begin();

private:
    qint64 unread() const;

    QIODevice &m_device;
    std::function<qintptr()> m_descriptor;
    std::function<void()> m_drop;
    qint64 m_left = 0; ///< bytes that had arrived when it began
    bool m_hasBegun = false;
    async::Scope m_deadline; ///< for who does not take what is left
};

} // namespace livebelt
