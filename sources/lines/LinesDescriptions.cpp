// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/LinesDescriptions.h"

#include "sources/feed/NetworkOptions.h"
#include "sources/feed/Parameter.h"
#include "sources/lines/ItemOptions.h"
#include "sources/lines/ListenAddress.h"
#include "sources/lines/SerialSettings.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Part = FeedParameter::Part;
using Type = FeedParameter::Type;

/// What is said of those whose other side cannot wait.
QString overflow(const QString &held)
{
    return held + u" What the capture cannot store in time is dropped from the oldest on, and counted."_s;
}

FeedParameter host(const QString &help)
{
    return required(parameter(Part::Host, Type::Text, u"host"_s, u"Host"_s, help));
}

FeedParameter port(const QString &help)
{
    return required(parameter(Part::Port, Type::Number, u"port"_s, u"Port"_s, help));
}

FeedParameter listenOn()
{
    return parameter(
        Part::Host, Type::Text, u"host"_s, u"Let in"_s,
        u"Nothing: this computer only. [::]: everybody. An address of this computer: who can reach that."_s);
}

QList<FieldDescription> fields()
{
    return QList<FieldDescription>{{u"NAME"_s, u"each further field of an item, under its own name"_s}} +
           Framing::fields();
}

QList<FieldDescription> peerFields()
{
    return QList<FieldDescription>{
               {u"peer"_s, u"address and port of the one it is from; the subject, too, where the item names none"_s}} +
           fields();
}

} // namespace

FeedDescription tcpDescription()
{
    FeedDescription tcp;
    tcp.kind = u"tcp"_s;
    tcp.title = u"Lines (TCP, TLS)"_s;
    tcp.summary = u"Lines, or other items, of a server that one connects to; numbers in them become "
                  "measurements. A server that is too fast is slowed by TCP."_s;
    tcp.icon = u"stream"_s;
    tcp.schemes = {u"tcp"_s, u"tls"_s};
    tcp.secureScheme = u"tls"_s;
    tcp.forms = {u"tcp://host:port[?frame=FRAME&parse=FORMAT]"_s, u"tls://host:port[?ca=FILE&cert=FILE&key=FILE]"_s};
    tcp.example = u"tcp://localhost:7000"_s;
    tcp.parameters =
        QList<FeedParameter>{host(u"Name or address of the server."_s), port(u"There is no usual one."_s)} +
        ItemOptions::parameters() + ItemOptions::sendParameters() + NetworkOptions::tlsParameters() +
        NetworkOptions::proxyParameters();
    tcp.fields = fields();
    tcp.sendPrompt = u"Send a line"_s;
    return tcp;
}

FeedDescription udpDescription()
{
    FeedDescription udp;
    udp.kind = u"udp"_s;
    udp.title = u"Datagrams (UDP)"_s;
    udp.summary = overflow(u"What a host answers to a first datagram, or what is sent to a multicast group. Datagrams "
                           "that come faster than the kernel can hold are lost, and counted."_s);
    udp.icon = u"stream"_s;
    udp.schemes = {u"udp"_s};
    udp.forms = {u"udp://host:port?hello=TEXT"_s, u"udp://group:port[?interface=NAME]"_s};
    udp.example = u"udp://239.1.2.3:5000"_s;
    udp.parameters =
        QList<FeedParameter>{host(u"Name or address of the host, or a multicast group."_s),
                             port(u"Its port; of a group the one that is sent to."_s),
                             parameter(Part::Query, Type::Text, u"hello"_s, u"First datagram"_s,
                                       u"Sent to the host, so that it knows whom to answer."_s),
                             parameter(Part::Query, Type::Text, u"interface"_s, u"Network interface"_s,
                                       u"To join the group on, such as eth0; otherwise the system chooses."_s)} +
        ItemOptions::parameters() + ItemOptions::sendParameters();
    udp.fields = peerFields();
    udp.sendPrompt = u"Send a datagram"_s;
    return udp;
}

FeedDescription serialDescription()
{
    FeedDescription serial;
    serial.kind = u"serial"_s;
    serial.title = u"Serial port"_s;
    serial.summary =
        overflow(u"Lines, or other items, of a device at a serial port; it may be unplugged and come back. "
                 "Without flow control nothing slows the device."_s);
    serial.icon = u"stream"_s;
    serial.schemes = {u"serial"_s};
    serial.forms = {u"serial:/dev/ttyUSB0[?baud=115200&bits=8&parity=none&stop=1&flow=none]"_s};
    serial.example = u"serial:/dev/ttyUSB0?baud=9600"_s;
    serial.parameters =
        QList<FeedParameter>{
            required(parameter(Part::Path, Type::Text, u"path"_s, u"Device"_s,
                               u"Such as /dev/ttyUSB0, or a name below /dev/serial/by-id that stays the same."_s))} +
        SerialSettings::parameters() + ItemOptions::parameters() + ItemOptions::sendParameters();
    serial.fields = fields();
    serial.sendPrompt = u"Send a line"_s;
    return serial;
}

FeedDescription unixDescription()
{
    FeedDescription local;
    local.kind = u"unix"_s;
    local.title = u"Lines (Unix socket)"_s;
    local.summary = u"Lines, or other items, of a program on this computer that listens on a stream socket. A "
                    "program that is too fast waits."_s;
    local.icon = u"stream"_s;
    local.schemes = {u"unix"_s};
    local.forms = {u"unix:/path"_s, u"unix:@name"_s};
    local.example = u"unix:/run/sensors.sock"_s;
    local.parameters = QList<FeedParameter>{required(parameter(Part::Path, Type::Text, u"path"_s, u"Socket"_s,
                                                               u"Its path, or @ and its abstract name."_s))} +
                       ItemOptions::parameters() + ItemOptions::sendParameters();
    local.fields = fields();
    local.sendPrompt = u"Send a line"_s;
    return local;
}

FeedDescription listenTcpDescription()
{
    FeedDescription listen;
    listen.kind = u"listen-tcp"_s;
    listen.title = u"Listen for lines (TCP)"_s;
    listen.summary = u"Opens a port of this computer that others connect to, several at once, and takes a little "
                     "of each in turn. Peers that are too fast are slowed by TCP."_s;
    listen.icon = u"stream"_s;
    listen.schemes = {u"listen-tcp"_s};
    listen.forms = {u"listen-tcp://:port"_s, u"listen-tcp://[::]:port[?peers=64]"_s};
    listen.example = u"listen-tcp://:7000"_s;
    listen.parameters = QList<FeedParameter>{listenOn(), port(u"The one to open, 1024 or greater."_s)} +
                        ListenAddress::parameters() + ItemOptions::parameters();
    listen.fields = peerFields();
    return listen;
}

FeedDescription listenUdpDescription()
{
    FeedDescription listen;
    listen.kind = u"listen-udp"_s;
    listen.title = u"Listen for datagrams (UDP)"_s;
    listen.summary = overflow(u"Opens a UDP port of this computer; each datagram is an item, such as a line of syslog. "
                              "Those that come faster than the kernel can hold are lost, and counted."_s);
    listen.icon = u"stream"_s;
    listen.schemes = {u"listen-udp"_s};
    listen.forms = {u"listen-udp://:port"_s, u"listen-udp://[::]:port"_s};
    listen.example = u"listen-udp://:5140"_s;
    listen.parameters =
        QList<FeedParameter>{listenOn(), port(u"The one to open, 1024 or greater."_s)} + ItemOptions::parameters();
    listen.fields = peerFields();
    return listen;
}

} // namespace livebelt
