// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/SerialSettings.h"

#include "sources/feed/Parameters.h"

#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint32 fastest = 4'000'000;

template<typename T>
using Words = QList<std::pair<QString, T>>;

const Words<QSerialPort::DataBits> &bitsWords()
{
    static const Words<QSerialPort::DataBits> words{{u"8"_s, QSerialPort::Data8},
                                                    {u"7"_s, QSerialPort::Data7},
                                                    {u"6"_s, QSerialPort::Data6},
                                                    {u"5"_s, QSerialPort::Data5}};
    return words;
}

const Words<QSerialPort::Parity> &parityWords()
{
    static const Words<QSerialPort::Parity> words{{u"none"_s, QSerialPort::NoParity},
                                                  {u"even"_s, QSerialPort::EvenParity},
                                                  {u"odd"_s, QSerialPort::OddParity},
                                                  {u"mark"_s, QSerialPort::MarkParity},
                                                  {u"space"_s, QSerialPort::SpaceParity}};
    return words;
}

const Words<QSerialPort::StopBits> &stopWords()
{
    static const Words<QSerialPort::StopBits> words{
        {u"1"_s, QSerialPort::OneStop}, {u"1.5"_s, QSerialPort::OneAndHalfStop}, {u"2"_s, QSerialPort::TwoStop}};
    return words;
}

const Words<QSerialPort::FlowControl> &flowWords()
{
    static const Words<QSerialPort::FlowControl> words{{u"none"_s, QSerialPort::NoFlowControl},
                                                       {u"hardware"_s, QSerialPort::HardwareControl},
                                                       {u"software"_s, QSerialPort::SoftwareControl}};
    return words;
}

template<typename T>
QStringList names(const Words<T> &words)
{
    QStringList names;
    for (const auto &word : words)
        names.append(word.first);
    return names;
}

template<typename T>
Result<void> read(const FeedAddress &address, const QString &name, const Words<T> &words, T &value)
{
    const QString text = address.query(name, words.first().first);
    for (const auto &[word, meaning] : words) {
        if (word == text) {
            value = meaning;
            return {};
        }
    }
    return Failure{u"?%1=%2 is not known: it is one of %3"_s.arg(name, text, names(words).join(u", "_s))};
}

} // namespace

Result<SerialSettings> SerialSettings::from(const FeedAddress &address)
{
    SerialSettings settings;
    bool isNumber = false;
    const QString baud = address.query(u"baud"_s, QString::number(settings.baud));
    settings.baud = baud.toInt(&isNumber);
    if (!isNumber || settings.baud < 1 || settings.baud > fastest)
        return Failure{
            u"?baud=%1 is no speed: give bits a second, as the device's manual says: ?baud=9600"_s.arg(baud)};
    if (const auto bits = read(address, u"bits"_s, bitsWords(), settings.bits); !bits)
        return Failure{bits.error()};
    if (const auto parity = read(address, u"parity"_s, parityWords(), settings.parity); !parity)
        return Failure{parity.error()};
    if (const auto stop = read(address, u"stop"_s, stopWords(), settings.stop); !stop)
        return Failure{stop.error()};
    if (const auto flow = read(address, u"flow"_s, flowWords(), settings.flow); !flow)
        return Failure{flow.error()};
    return settings;
}

QList<FeedParameter> SerialSettings::parameters()
{
    return Parameters()
        .number("baud", "Speed", "Bits a second (baud).")
        .fallback("115200")
        .choice("bits", "Data bits", "Of each character.", names(bitsWords()))
        .fallback("8")
        .choice("parity", "Parity", "The bit that checks the others.", names(parityWords()))
        .fallback("none")
        .choice("stop", "Stop bits", "After each character.", names(stopWords()))
        .fallback("1")
        .choice("flow", "Flow control", "hardware: RTS/CTS; software: XON/XOFF.", names(flowWords()))
        .fallback("none");
}

QString serialProblem(QSerialPort::SerialPortError error, const QString &text, const QString &path,
                      const QString &group, bool mayOpen)
{
    switch (error) {
    case QSerialPort::DeviceNotFoundError:
        return u"There is no device %1: plug it in, or check the address"_s.arg(path);
    case QSerialPort::PermissionError:
        if (mayOpen)
            return u"%1 is in use by another program: close that one"_s.arg(path);
        return u"You may not open %1: add yourself to the group %2 (sudo usermod -aG %2 $USER), then log out and in again"_s
            .arg(path, group.isEmpty() || group == u"root" ? u"dialout"_s : group);
    case QSerialPort::ResourceError:
    case QSerialPort::ReadError:
        return u"%1 was unplugged; it is taken up again when it is back"_s.arg(path);
    case QSerialPort::UnsupportedOperationError:
        return u"%1 cannot be set like that: check speed, bits, parity, stop bits and flow control"_s.arg(path);
    default:
        return u"%1 cannot be used: %2"_s.arg(path, text);
    }
}

} // namespace livebelt
