// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttPipe.h"

#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <cerrno>
#include <linux/sockios.h>
#include <mosquitto.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace livebelt {

using async::detail::Descriptor;

int MqttPipe::open(mosquitto *handle, int keepAliveSeconds, const mosquitto_property *properties)
{
    const QTemporaryDir directory;
    const QByteArray path = QFile::encodeName(directory.filePath(QStringLiteral("m")));
    sockaddr_un address{};
    if (!directory.isValid() || size_t(path.size()) >= sizeof address.sun_path) {
        errno = directory.isValid() ? ENAMETOOLONG : EACCES;
        return MOSQ_ERR_ERRNO;
    }
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), address.sun_path);
    const Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!listener ||
        ::bind(listener.number(), reinterpret_cast<const sockaddr *>(&address), socklen_t(sizeof address)) != 0 ||
        ::listen(listener.number(), 1) != 0)
        return MOSQ_ERR_ERRNO;
    const int code = mosquitto_connect_bind_v5(handle, path.constData(), 0, keepAliveSeconds, nullptr, properties);
    if (code != MOSQ_ERR_SUCCESS)
        return code;
    m_end = Descriptor(::accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    return m_end ? MOSQ_ERR_SUCCESS : MOSQ_ERR_ERRNO;
}

qsizetype MqttPipe::write(QByteArrayView bytes)
{
    const ssize_t written = ::send(m_end.number(), bytes.data(), size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    return std::max<qsizetype>(written, 0);
}

bool MqttPipe::isDrained() const
{
    int unread = 0;
    return ::ioctl(m_end.number(), SIOCOUTQ, &unread) != 0 || unread == 0;
}

qsizetype MqttPipe::read(char *buffer, qsizetype size)
{
    return std::max<qsizetype>(::recv(m_end.number(), buffer, size_t(size), MSG_DONTWAIT), 0);
}

} // namespace livebelt
