// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/Reading.h"

#include <array>

namespace livebelt {

namespace {

QByteArray bytesText(double bytes)
{
    static constexpr std::array prefixes{"", "k", "M", "G", "T", "P", "E"};
    size_t prefix = 0;
    for (; std::abs(bytes) >= 999.95 && prefix + 1 < prefixes.size(); ++prefix)
        bytes /= 1000;
    return QByteArray::number(bytes, 'f', prefix == 0 ? 0 : 1) + ' ' + prefixes[prefix] + 'B';
}

} // namespace

QByteArray readingText(const Reading &reading)
{
    if (reading.unit == "By")
        return bytesText(reading.value);
    if (reading.unit == "By/s")
        return bytesText(reading.value) + "/s";
    if (reading.unit == "Cel")
        return QByteArray::number(reading.value, 'f', 1) + " °C";
    if (reading.unit == "1/s")
        return QByteArray::number(reading.value, 'f', 1) + "/s";
    if (reading.unit == "%")
        return QByteArray::number(reading.value, 'f', 1) + " %";
    return QByteArray::number(reading.value, 'f', 2);
}

Record readingRecord(Reading reading, qint64 micros)
{
    Record record;
    record.kind = RecordKind::Measurement;
    record.received = micros;
    record.text = readingText(reading);
    record.subject = std::move(reading.subject);
    record.value = reading.value;
    record.unit = std::move(reading.unit);
    return record;
}

} // namespace livebelt
