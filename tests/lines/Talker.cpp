// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lines/Talker.h"

#include "tests/support/WaitUntil.h"

#include <QStandardPaths>
#include <csignal>
#include <sys/prctl.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {
constexpr int patience = 30'000; // milliseconds
}

Talker::Talker()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

Talker::~Talker()
{
    kill();
}

QString Talker::start(const QString &program, const QStringList &arguments, const QByteArray &waitFor)
{
    kill();
    m_output.clear();
    if (QStandardPaths::findExecutable(program).isEmpty())
        return u"%1 is not installed; install socat, netcat-openbsd, bsdutils and openssl"_s.arg(program);
    m_process.start(program, arguments);
    if (!m_process.waitForStarted())
        return u"%1 could not be started: %2"_s.arg(program, m_process.errorString());
    if (!waitFor.isEmpty() && !waitForOutput(waitFor))
        return u"%1 %2 printed: %3"_s.arg(program, arguments.join(u' '), QString::fromUtf8(m_output));
    return {};
}

void Talker::say(const QByteArray &bytes)
{
    m_process.write(bytes);
    m_process.waitForBytesWritten(0); // as much as there is room for at once; the rest in the event loop
}

void Talker::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

const QByteArray &Talker::output()
{
    m_output += m_process.readAll();
    return m_output;
}

bool Talker::waitForOutput(const QByteArray &text)
{
    const auto hasCome = [&] { return output().contains(text); };
    return waitUntil([&] { return hasCome() || !isRunning(); }, patience) && hasCome();
}

} // namespace livebelt::test
