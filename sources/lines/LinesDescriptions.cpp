// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/LinesDescriptions.h"

#include "sources/feed/NetworkOptions.h"
#include "sources/lines/ItemOptions.h"
#include "sources/lines/ListenAddress.h"
#include "sources/lines/SerialSettings.h"

namespace livebelt {

namespace {

/// What is said of those whose other side cannot wait.
constexpr auto dropped = "What the capture cannot store in time is dropped from the oldest on, and counted.";

/// The port of this computer, and who may reach it.
Parameters listenOn()
{
    return Parameters()
        .host("Let in",
              "Nothing: this computer only. [::]: everybody. An address of this computer: who can reach that.")
        .port("Port", "The one to open, 1024 or greater.")
        .required();
}

QList<FieldDescription> fields()
{
    return fieldList({{"NAME", "each further field of an item, under its own name"}}) + Framing::fields();
}

QList<FieldDescription> peerFields()
{
    return fieldList(
               {{"peer", "address and port of the one it is from; the subject, too, where the item names none"}}) +
           fields();
}

} // namespace

KindBuilder tcpDescription()
{
    return KindBuilder("tcp", "Lines (TCP, TLS)")
        .summary("Lines, or other items, of a server that one connects to; numbers in them become measurements. A "
                 "server that is too fast is slowed by TCP.")
        .icon("stream")
        .schemes({"tcp", "tls"}, "tls")
        .forms({"tcp://host:port[?frame=FRAME&parse=FORMAT]", "tls://host:port[?ca=FILE&cert=FILE&key=FILE]"})
        .example("tcp://localhost:7000")
        .parameters(Parameters()
                        .host("Host", "Name or address of the server.")
                        .required()
                        .port("Port", "There is no usual one.")
                        .required()
                        .with(ItemOptions::parameters())
                        .with(ItemOptions::sendParameters())
                        .with(NetworkOptions::tlsParameters())
                        .with(NetworkOptions::proxyParameters()))
        .fields(fields())
        .sends("Send a line");
}

KindBuilder udpDescription()
{
    return KindBuilder("udp", "Datagrams (UDP)")
        .summary("What a host answers to a first datagram, or what is sent to a multicast group. Datagrams "
                 "that come faster than the kernel can hold are lost, and counted.")
        .summary(dropped)
        .icon("stream")
        .schemes({"udp"})
        .forms({"udp://host:port?hello=TEXT", "udp://group:port[?interface=NAME]"})
        .example("udp://239.1.2.3:5000")
        .parameters(Parameters()
                        .host("Host", "Name or address of the host, or a multicast group.")
                        .required()
                        .port("Port", "Its port; of a group the one that is sent to.")
                        .required()
                        .text("hello", "First datagram", "Sent to the host, so that it knows whom to answer.")
                        .text("interface", "Network interface",
                              "To join the group on, such as eth0; otherwise the system chooses.")
                        .with(ItemOptions::parameters())
                        .with(ItemOptions::sendParameters()))
        .fields(peerFields())
        .sends("Send a datagram");
}

KindBuilder serialDescription()
{
    return KindBuilder("serial", "Serial port")
        .summary("Lines, or other items, of a device at a serial port; it may be unplugged and come back. "
                 "Without flow control nothing slows the device.")
        .summary(dropped)
        .icon("stream")
        .schemes({"serial"})
        .forms({"serial:/dev/ttyUSB0[?baud=115200&bits=8&parity=none&stop=1&flow=none]"})
        .example("serial:/dev/ttyUSB0?baud=9600")
        .parameters(Parameters()
                        .path("Device", "Such as /dev/ttyUSB0, or a name below /dev/serial/by-id that stays the same.")
                        .required()
                        .with(SerialSettings::parameters())
                        .with(ItemOptions::parameters())
                        .with(ItemOptions::sendParameters()))
        .fields(fields())
        .sends("Send a line");
}

KindBuilder unixDescription()
{
    return KindBuilder("unix", "Lines (Unix socket)")
        .summary("Lines, or other items, of a program on this computer that listens on a stream socket. A program that "
                 "is too fast waits.")
        .icon("stream")
        .schemes({"unix"})
        .forms({"unix:/path", "unix:@name"})
        .example("unix:/run/sensors.sock")
        .parameters(Parameters()
                        .path("Socket", "Its path, or @ and its abstract name.")
                        .required()
                        .with(ItemOptions::parameters())
                        .with(ItemOptions::sendParameters()))
        .fields(fields())
        .sends("Send a line");
}

KindBuilder listenTcpDescription()
{
    return KindBuilder("listen-tcp", "Listen for lines (TCP)")
        .summary("Opens a port of this computer that others connect to, several at once, and takes a little of each in "
                 "turn. Peers that are too fast are slowed by TCP.")
        .icon("stream")
        .schemes({"listen-tcp"})
        .forms({"listen-tcp://:port", "listen-tcp://[::]:port[?peers=64]"})
        .example("listen-tcp://:7000")
        .parameters(listenOn().with(ListenAddress::parameters()).with(ItemOptions::parameters()))
        .fields(peerFields());
}

KindBuilder listenUdpDescription()
{
    return KindBuilder("listen-udp", "Listen for datagrams (UDP)")
        .summary("Opens a UDP port of this computer; each datagram is an item, such as a line of syslog. "
                 "Those that come faster than the kernel can hold are lost, and counted.")
        .summary(dropped)
        .icon("stream")
        .schemes({"listen-udp"})
        .forms({"listen-udp://:port", "listen-udp://[::]:port"})
        .example("listen-udp://:5140")
        .parameters(listenOn().with(ItemOptions::parameters()))
        .fields(peerFields());
}

} // namespace livebelt
