// SPDX-License-Identifier: MIT
#include <livebelt/async/io/Devices.h>

#include <livebelt/async/Event.h>
#include <livebelt/async/Signals.h>

#include <QPointer>
#include <QSslSocket>
#include <cstring>

namespace livebelt::async {

namespace {

/// Whether more can come: an open device whose other side is still there.
bool isLive(const QIODevice *device)
{
    if (!device || !device->isOpen())
        return false;
    const auto *socket = qobject_cast<const QAbstractSocket *>(device);
    return !socket || socket->state() == QAbstractSocket::ConnectedState;
}

/// What has been written and not yet sent; with TLS it waits in two places.
qint64 unsent(const QIODevice *device)
{
    const auto *secure = qobject_cast<const QSslSocket *>(device);
    return device->bytesToWrite() + (secure && secure->isEncrypted() ? secure->encryptedBytesToWrite() : 0);
}

/// One event for everything that changes what can be read from or written to a device.
class DeviceEvents
{
public:
    explicit DeviceEvents(QIODevice *device)
        : m_device(device)
        , m_connections{QObject::connect(device, &QIODevice::readyRead, [this] { m_event.set(); }),
                        QObject::connect(device, &QIODevice::bytesWritten, [this] { m_event.set(); }),
                        QObject::connect(device, &QIODevice::readChannelFinished, [this] { finish(); }),
                        QObject::connect(device, &QIODevice::aboutToClose, [this] { finish(); }),
                        QObject::connect(device, &QObject::destroyed, [this] { finish(); })}
    {
        if (const auto *socket = qobject_cast<QAbstractSocket *>(device))
            m_socket = QObject::connect(socket, &QAbstractSocket::disconnected, [this] { finish(); });
        if (const auto *secure = qobject_cast<QSslSocket *>(device))
            m_encrypted = QObject::connect(secure, &QSslSocket::encryptedBytesWritten, [this] { m_event.set(); });
    }

    QIODevice *device() const { return m_device; }
    auto wait() { return m_event.wait(); }
    bool isFinished() const { return m_finished || !isLive(m_device); }

private:
    void finish()
    {
        m_finished = true;
        m_event.set();
    }

    QPointer<QIODevice> m_device;
    Event m_event;
    bool m_finished = false;
    ScopedConnection m_connections[5];
    ScopedConnection m_socket;
    ScopedConnection m_encrypted;
};

} // namespace

namespace {

// The public functions only take hold of the device: a coroutine starts later, when it may be gone.
AsyncIterator<QByteArray> readAll(QPointer<QIODevice> device, qint64 maximum)
{
    if (!device)
        co_return;
    DeviceEvents events(device);
    while (true) {
        // What had arrived before the end is still there to be read after it.
        while (events.device() && events.device()->isOpen() && events.device()->bytesAvailable() > 0) {
            // As much memory as there are bytes: read() takes as much as it is told, whatever comes.
            QByteArray piece = events.device()->read(qMin(maximum, events.device()->bytesAvailable()));
            if (piece.isEmpty())
                break;
            co_yield std::move(piece);
        }
        if (events.isFinished() || !events.device()->isSequential()) // a file has nothing to wait for at its end
            co_return;
        co_await events.wait();
    }
}

Task<bool> writeAll(QPointer<QIODevice> device, QByteArray bytes, qint64 highWater)
{
    if (!device)
        co_return false;
    DeviceEvents events(device);
    if (events.isFinished() || device->write(bytes) != bytes.size())
        co_return false;
    while (true) {
        if (events.isFinished())
            co_return false;
        if (unsent(events.device()) <= highWater)
            co_return true;
        co_await events.wait();
    }
}

} // namespace

AsyncIterator<QByteArray> chunks(QIODevice *device, qint64 maximum)
{
    return readAll(device, maximum);
}

AsyncIterator<Line> linesOf(AsyncIterator<QByteArray> pieces, qint64 maximum)
{
    Line line; // the one that is not yet whole
    char last = 0;
    while (const QByteArray *piece = co_await pieces.borrow()) {
        qsizetype from = 0;
        while (from < piece->size()) {
            const char *start = piece->constData() + from;
            const auto *end = static_cast<const char *>(std::memchr(start, '\n', size_t(piece->size() - from)));
            const qsizetype length = end ? end - start : piece->size() - from;
            const qsizetype kept = qMin(length, qMax<qsizetype>(0, maximum - line.bytes.size()));
            line.bytes.append(start, kept);
            line.length += length;
            from += length + 1;
            if (length > 0)
                last = start[length - 1];
            if (!end)
                break;
            if (std::exchange(last, 0) == '\r') {
                --line.length;
                line.bytes.truncate(line.length);
            }
            co_yield std::move(line);
            line.bytes.resize(0); // NOLINT(bugprone-use-after-move): with its memory, where it was only looked at
            line.length = 0;
        }
    }
    if (line.length > 0) {
        line.isWhole = false;
        co_yield std::move(line);
    }
}

AsyncIterator<Line> lines(QIODevice *device, qint64 maximum)
{
    return linesOf(chunks(device), maximum);
}

Task<bool> write(QIODevice *device, QByteArray bytes, qint64 highWater)
{
    return writeAll(device, std::move(bytes), highWater);
}

} // namespace livebelt::async
