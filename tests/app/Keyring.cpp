// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Keyring.h"

#include "tests/support/WaitUntil.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <csignal>
#include <sys/prctl.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {

void end(QProcess &process)
{
    process.kill();
    process.waitForFinished();
}

} // namespace

Keyring::~Keyring()
{
    end(m_daemon);
    end(m_bus);
}

QString Keyring::start()
{
    const QByteArray home = m_home.path().toUtf8(), bus = "unix:path=" + home + "/bus";
    qputenv("HOME", home);
    qputenv("XDG_DATA_HOME", home + "/data");
    qputenv("XDG_RUNTIME_DIR", home);
    qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
    qunsetenv("XDG_CURRENT_DESKTOP");
    for (QProcess *process : {&m_bus, &m_daemon})
        process->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address=1"_s,
                                   u"--address="_s + QString::fromUtf8(bus)});
    if (!m_bus.waitForStarted() || !m_bus.waitForReadyRead())
        return u"dbus-daemon does not start: install the package dbus"_s;
    m_daemon.start(u"gnome-keyring-daemon"_s, {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    if (!m_daemon.waitForStarted())
        return u"gnome-keyring-daemon does not start: install the package gnome-keyring"_s;
    m_daemon.write("of the keyring");
    m_daemon.closeWriteChannel();
    QDBusConnection connection = QDBusConnection::connectToBus(QString::fromUtf8(bus), u"keyring"_s);
    const auto isThere = [&connection] {
        return connection.interface() && connection.interface()->isServiceRegistered(u"org.freedesktop.secrets"_s);
    };
    const bool isUp = waitUntil(isThere, 30'000);
    QDBusConnection::disconnectFromBus(u"keyring"_s);
    return isUp ? QString() : u"gnome-keyring-daemon does not offer its secrets"_s;
}

} // namespace livebelt::test
