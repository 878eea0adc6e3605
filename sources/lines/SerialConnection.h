// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/lines/SerialSettings.h"
#include "sources/lines/StreamConnection.h"
#include <livebelt/async/Event.h>

#include <QSerialPort>

namespace livebelt {

/// What the connections of one feed to a serial port, one after the other, tell each other.
struct SerialHistory
{
    bool isGone = false; ///< and that has been said
};

/// A serial port from its opening to its unplugging. Of a device that is not there it waits for the return.
class SerialConnection final : public StreamConnection
{
public:
    /// history outlives it.
    SerialConnection(QString path, const SerialSettings &settings, const ItemOptions &items, SerialHistory &history,
                     ConnectionLog &log);

private:
    async::Task<bool> open() override;
    QIODevice *device() override { return &m_port; }
    qintptr descriptor() const override { return m_port.isOpen() ? m_port.handle() : -1; }
    async::AsyncIterator<QByteArray> pieces() override;
    Ending lost() const override;
    void drop() override;
    async::Task<void> awaitDevice();
    void notOpened();
    bool isLost() const { return m_isDropped || m_error != QSerialPort::NoError; }

    QString m_path;
    SerialHistory &m_history;
    QSerialPort m_port;
    QSerialPort::SerialPortError m_error = QSerialPort::NoError;
    async::Event m_changed;
    bool m_isDropped = false;
};

} // namespace livebelt
