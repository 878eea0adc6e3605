// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/SerialConnection.h"

#include "sources/feed/Deadline.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Signals.h>

#include <QFileInfo>
#include <unistd.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto lookAgain = 250ms; ///< for a device that is not there
constexpr qint64 readBuffer = 64 * 1024;
constexpr qint64 longestPiece = 32 * 1024;
} // namespace

SerialConnection::SerialConnection(QString path, const SerialSettings &settings, const ItemOptions &items,
                                   SerialHistory &history, ConnectionLog &log)
    : StreamConnection(items, log), m_path(std::move(path)), m_history(history)
{
    m_port.setPortName(m_path);
    m_port.setBaudRate(settings.baud);
    m_port.setDataBits(settings.bits);
    m_port.setParity(settings.parity);
    m_port.setStopBits(settings.stop);
    m_port.setFlowControl(settings.flow);
    m_port.setReadBufferSize(readBuffer);
}

async::Task<bool> SerialConnection::open()
{
    if (m_history.isGone)
        co_await awaitDevice();
    if (m_isDropped)
        co_return false;
    if (!m_port.open(QIODevice::ReadWrite)) {
        notOpened();
        co_return false;
    }
    m_history.isGone = false;
    co_return true;
}

/// Nothing tells of a device file that is made where there is not even a folder yet, so it is looked for.
async::Task<void> SerialConnection::awaitDevice()
{
    while (!m_isDropped && !QFileInfo::exists(m_path)) {
        const std::function<void()> wake = [this] { m_changed.set(); };
        async::Scope timer;
        timer.spawn(deadline(lookAgain, wake));
        co_await m_changed.wait();
    }
}

void SerialConnection::notOpened()
{
    // QSerialPort says "not found" for whatever is no device, too.
    const bool mayOpen = ::access(QFile::encodeName(m_path).constData(), R_OK | W_OK) == 0;
    const bool exists = QFileInfo::exists(m_path);
    m_history.isGone = !exists;
    const QString why = serialProblem(
        exists && m_port.error() == QSerialPort::DeviceNotFoundError ? QSerialPort::UnknownError : m_port.error(),
        m_port.errorString(), m_path, QFileInfo(m_path).group(), mayOpen);
    const bool isForbidden = m_port.error() == QSerialPort::PermissionError && exists && !mayOpen;
    fail(isForbidden ? Ending::Kind::Refused : Ending::Kind::Lost, why);
}

async::AsyncIterator<QByteArray> SerialConnection::pieces()
{
    const auto wake = [this] { m_changed.set(); };
    const auto note = [this](QSerialPort::SerialPortError error) {
        if (error != QSerialPort::NoError && error != QSerialPort::TimeoutError) {
            m_error = error;
            m_changed.set();
        }
    };
    const async::ScopedConnection readable = QObject::connect(&m_port, &QIODevice::readyRead, wake);
    const async::ScopedConnection failed = QObject::connect(&m_port, &QSerialPort::errorOccurred, note);
    while (true) {
        // What came before it was unplugged is still there.
        while (m_port.isOpen() && m_port.bytesAvailable() > 0) {
            QByteArray piece = m_port.read(longestPiece);
            if (piece.isEmpty())
                break;
            co_yield std::move(piece);
        }
        if (isLost() || !m_port.isOpen())
            break;
        co_await m_changed.wait();
    }
    if (m_port.isOpen())
        m_port.close();
}

Ending SerialConnection::lost() const
{
    m_history.isGone = true; // open() finds out at once where only the line broke
    return {Ending::Kind::Lost, serialProblem(m_error, m_port.errorString(), m_path, {}, true), lookAgain};
}

void SerialConnection::drop()
{
    m_isDropped = true;
    if (m_port.isOpen()) {
        m_port.flush(); // what a person has just sent
        m_port.close();
    }
    m_changed.set();
}

} // namespace livebelt
