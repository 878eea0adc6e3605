// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace livebelt::test {

/// A real server, started for a test on a port of the loopback interface, and stopped with this object; it dies with
/// the test program, too. One thread, with an event loop that may run while it waits.
///
///     ServerProcess server(u"ngircd"_s, u"ngircd"_s);
///     QVERIFY2(server.start({u"-n"_s, u"-f"_s, config}, port), server.error());
class ServerProcess
{
public:
    /// package: the Debian package that has the program, for the message where it is not installed.
    ServerProcess(QString program, QString package);
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    /// A port that nobody listens on and no other process has been given, below those that outgoing connections take.
    /// Kept by this process to its end, for a descriptor each.
    static quint16 freePort();

    /// Starts the program and returns once its port takes connections (0: once it runs); false, and error(), where it
    /// ended first, is not installed, or did not get there within 30 s.
    bool start(const QStringList &arguments, quint16 port);
    /// Asks it to end (SIGTERM), and waits until it has.
    void stop();
    /// Kills it (SIGKILL), and waits until it is gone.
    void kill();

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    qint64 pid() const { return m_process.processId(); }
    /// All that it has printed so far, both streams.
    QByteArray output();
    /// Why start() failed, with what the program printed: fit for QVERIFY2 as it stands, until the next call.
    const char *error();
    /// Waits until the output holds text; false after 30 s.
    bool waitForOutput(QByteArrayView text);

private:
    bool waitForPort(quint16 port);
    void end(void (QProcess::*how)());

    QProcess m_process;
    QString m_program;
    QString m_package;
    QByteArray m_output;
    QByteArray m_error;
};

} // namespace livebelt::test
