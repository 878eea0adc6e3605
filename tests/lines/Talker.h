// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace livebelt::test {

/// A real program (nc, socat, openssl) whose standard input is the test's to write to; it dies with this object, and
/// with the test program. One thread; the event loop runs while it waits.
class Talker
{
public:
    Talker();
    ~Talker();
    Talker(const Talker &) = delete;
    Talker &operator=(const Talker &) = delete;

    /// What went wrong, or nothing. waitFor: what it prints when it is ready.
    QString start(const QString &program, const QStringList &arguments, const QByteArray &waitFor = {});
    void say(const QByteArray &bytes);
    /// Closes its standard input, once all has been written.
    void finish() { m_process.closeWriteChannel(); }
    void kill();
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    /// All it has printed, on both streams.
    const QByteArray &output();
    bool waitForOutput(const QByteArray &text);

private:
    QProcess m_process;
    QByteArray m_output;
};

} // namespace livebelt::test
