// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ServerProcess.h"

#include <QEventLoop>
#include <QHostAddress>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <algorithm>
#include <csignal>
#include <cstddef>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace livebelt::test {

using namespace std::chrono_literals;

namespace {
constexpr auto patience = 30s;

/// Takes a name that goes with this process, so that no other test is given the port before somebody listens on it.
bool reserve(quint16 port)
{
    const QByteArray name = "livebelt-test-port-" + QByteArray::number(port);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(name.begin(), name.end(), address.sun_path + 1); // an abstract one: there is no file
    const auto size = socklen_t(offsetof(sockaddr_un, sun_path)) + 1 + socklen_t(name.size());
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (bind(socket, reinterpret_cast<const sockaddr *>(&address), size) == 0)
        return true;
    ::close(socket);
    return false;
}

} // namespace

ServerProcess::ServerProcess(QString program, QString package)
    : m_program(std::move(program)), m_package(std::move(package))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

ServerProcess::~ServerProcess()
{
    kill();
}

quint16 ServerProcess::freePort()
{
    while (true) {
        const auto port = quint16(QRandomGenerator::system()->bounded(12'000, 32'000));
        QTcpServer probe;
        if (probe.listen(QHostAddress::LocalHost, port) && reserve(port))
            return port;
    }
}

bool ServerProcess::start(const QStringList &arguments, quint16 port)
{
    kill();
    m_output.clear();
    m_error.clear();
    QString path = QStandardPaths::findExecutable(m_program);
    if (path.isEmpty())
        path =
            QStandardPaths::findExecutable(m_program, {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")});
    if (path.isEmpty()) {
        m_error = m_program.toUtf8() + " is not installed; install it: apt install " + m_package.toUtf8();
        return false;
    }
    m_process.start(path, arguments);
    m_process.closeWriteChannel();
    if (!m_process.waitForStarted()) {
        m_error = path.toUtf8() + " could not be started: " + m_process.errorString().toUtf8();
        return false;
    }
    return port == 0 || waitForPort(port);
}

bool ServerProcess::waitForPort(quint16 port)
{
    QEventLoop loop;
    QTcpSocket socket;
    QTimer again;
    QTimer deadline;
    again.setSingleShot(true);
    const auto attempt = [&] { socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port); };
    QObject::connect(&again, &QTimer::timeout, &loop, attempt);
    QObject::connect(&socket, &QTcpSocket::connected, &loop, [&] { loop.exit(0); });
    // A port that refuses says so at once, and nothing tells when it will not: ask it again a little later.
    QObject::connect(&socket, &QTcpSocket::errorOccurred, &loop, [&] { again.start(20ms); });
    QObject::connect(&m_process, &QProcess::finished, &loop, [&] { loop.exit(1); });
    QObject::connect(&deadline, &QTimer::timeout, &loop, [&] { loop.exit(2); });
    deadline.start(patience);
    attempt();
    const int outcome = isRunning() ? loop.exec() : 1;
    socket.abort();
    if (outcome == 0)
        return true;
    m_error = m_program.toUtf8() +
              (outcome == 1 ? " ended at once" : " does not listen on port " + QByteArray::number(port)) +
              "; it printed:\n" + output();
    kill();
    return false;
}

bool ServerProcess::waitForOutput(QByteArrayView text)
{
    QEventLoop loop;
    QTimer deadline;
    const auto look = [&] {
        if (output().contains(text))
            loop.exit(0);
    };
    QObject::connect(&m_process, &QProcess::readyRead, &loop, look);
    QObject::connect(&m_process, &QProcess::finished, &loop, [&] { loop.exit(1); });
    QObject::connect(&deadline, &QTimer::timeout, &loop, [&] { loop.exit(2); });
    deadline.start(patience);
    if (output().contains(text))
        return true;
    if (isRunning() && loop.exec() == 0)
        return true;
    m_error = m_program.toUtf8() + " did not print \"" + text.toByteArray() + "\"; it printed:\n" + output();
    return false;
}

void ServerProcess::stop()
{
    end(&QProcess::terminate);
}

void ServerProcess::kill()
{
    end(&QProcess::kill);
}

void ServerProcess::end(void (QProcess::*how)())
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    (m_process.*how)();
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
    output();
}

QByteArray ServerProcess::output()
{
    m_output += m_process.readAll();
    return m_output;
}

const char *ServerProcess::error()
{
    if (m_error.isEmpty())
        m_error = m_program.toUtf8() + " printed:\n" + output();
    return m_error.constData();
}

} // namespace livebelt::test
