// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"

#include <QSerialPort>

namespace livebelt {

/// How a serial line is set: the query items baud, bits, parity, stop and flow of an address. A plain value.
struct SerialSettings
{
    qint32 baud = 115'200; ///< 1 to 4,000,000
    QSerialPort::DataBits bits = QSerialPort::Data8;
    QSerialPort::Parity parity = QSerialPort::NoParity;
    QSerialPort::StopBits stop = QSerialPort::OneStop;
    QSerialPort::FlowControl flow = QSerialPort::NoFlowControl;

    static Result<SerialSettings> from(const FeedAddress &address);
    static QList<FeedParameter> parameters();
};

/// Why the serial port at path could not be opened, or was lost, for people, with what to do. group is the one that
/// owns the device; mayOpen: its rights are not what keeps us out.
QString serialProblem(QSerialPort::SerialPortError error, const QString &text, const QString &path,
                      const QString &group, bool mayOpen);

} // namespace livebelt
