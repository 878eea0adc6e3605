// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/Parting.h"

#include "sources/feed/Deadline.h"

#include <QSslSocket>
#include <sys/ioctl.h>

namespace livebelt {

namespace {
constexpr std::chrono::seconds patience{3};
}

Parting::Parting(QIODevice &device, std::function<qintptr()> descriptor, std::function<void()> drop)
    : m_device(device), m_descriptor(std::move(descriptor)), m_drop(std::move(drop))
{
}

async::AsyncIterator<QByteArray> Parting::watch(async::AsyncIterator<QByteArray> pieces)
{
    while (auto piece = co_await pieces.next()) {
        m_left -= piece->size();
        co_yield std::move(*piece);
        if (m_hasBegun && (m_left <= 0 || unread() <= 0)) {
            m_drop();
            break;
        }
    }
}

void Parting::begin()
{
    if (std::exchange(m_hasBegun, true))
        return;
    m_left = unread();
    if (m_left <= 0)
        m_drop();
    else
        m_deadline.spawn(deadline(patience, m_drop));
}

/// What waits in the device and in the kernel; with TLS that is a little more than what comes of it.
qint64 Parting::unread() const
{
    int inKernel = 0;
    const qintptr descriptor = m_descriptor();
    if (descriptor < 0 || ::ioctl(int(descriptor), FIONREAD, &inKernel) != 0)
        inKernel = 0;
    const auto *secure = qobject_cast<const QSslSocket *>(&m_device);
    return m_device.bytesAvailable() + inKernel + (secure ? secure->encryptedBytesAvailable() : 0);
}

} // namespace livebelt
