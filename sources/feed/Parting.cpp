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

qint64 Parting::unread() const
{
    return unreadIn(m_device, m_descriptor());
}

qint64 unreadIn(const QIODevice &device, qintptr descriptor)
{
    int inKernel = 0;
    if (descriptor < 0 || ::ioctl(int(descriptor), FIONREAD, &inKernel) != 0)
        inKernel = 0;
    const auto *secure = qobject_cast<const QSslSocket *>(&device);
    return device.bytesAvailable() + inKernel + (secure ? secure->encryptedBytesAvailable() : 0);
}

} // namespace livebelt
