// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/io/Descriptor.h>

#include <QByteArray>

struct mosquitto;
struct mqtt5__property; // NOLINT(bugprone-reserved-identifier): the library's name

namespace livebelt {

/// The other end of libmosquitto's connection. libmosquitto speaks to a socket of its own alone, and knows neither
/// WebSockets nor proxies; so it gets one that leads here, and whoever holds this carries the bytes on. It is a Unix
/// socket in a directory of its own, which is gone as soon as the two ends have met. Nothing here blocks.
class MqttPipe
{
public:
    /// Connects libmosquitto to this end; its CONNECT can be read then. Gives libmosquitto's code; of MOSQ_ERR_ERRNO
    /// errno says more.
    int open(mosquitto *handle, int keepAliveSeconds, const mqtt5__property *properties);

    /// As much of it as there is room for: how many bytes that was.
    qsizetype write(QByteArrayView bytes);
    /// Whether libmosquitto has read all of it.
    bool isDrained() const;
    /// What libmosquitto has written; how many bytes, 0 where there is nothing.
    qsizetype read(char *buffer, qsizetype size);

private:
    async::detail::Descriptor m_end;
};

} // namespace livebelt
