// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/NmeaFormat.h"

#include "model/records/Fields.h"
#include "model/records/Quantity.h"
#include "sources/parse/readings/NmeaReadings.h"

#include <chrono>
#include <cmath>

namespace livebelt {

namespace {

constexpr qint64 microsPerDay = 86'400'000'000;

} // namespace

bool NmeaFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    if (!m_sentence.read(item) || (m_accepts == Accepts::WithChecksum && !m_sentence.hasChecksum()))
        return false;
    Record record;
    record.kind = m_kind;
    record.received = arrival.received;
    const bool isValid = isValidUtf8(item); // a tag block may hold anything
    record.text = isValid ? item : validUtf8(item);
    if (!isValid)
        record.raw = item;
    record.subject = QByteArray(m_sentence.talker().toByteArray()).append('/').append(m_sentence.type());
    FieldsBuilder fields;
    fields.add("talker", m_sentence.talker());
    fields.add("sentence", m_sentence.type());
    describeTime(record, arrival.written);
    describe(record, fields);
    record.fields = fields.take();
    records.push_back(std::move(record));
    return true;
}

void NmeaFormat::describe(Record &record, FieldsBuilder &fields)
{
    std::vector<NmeaReading> readings = nmeaReadings(m_sentence);
    if (readings.empty())
        readings = m_ships.take(m_sentence);
    for (const NmeaReading &reading : readings) {
        const bool isNumber = reading.type == NmeaReading::Type::Number;
        if (isNumber)
            fields.addNumber(reading.name, reading.text);
        else
            fields.add(reading.name, reading.text);
        if (isNumber && reading.isMain) {
            record.kind = RecordKind::Measurement;
            record.value = plainNumber(reading.text).value_or(std::nan(""));
            record.unit = reading.unit;
        }
    }
}

void NmeaFormat::describeTime(Record &record, qint64 written) const
{
    const QByteArrayView type = m_sentence.type();
    if (type == "GGA" || type == "GNS") {
        setTime(record, 1, written);
    } else if (type == "GLL") {
        setTime(record, 5, written);
    } else if (type == "RMC") {
        const QByteArrayView date = m_sentence.field(9);
        bool isDate = false;
        const int number = date.toInt(&isDate); // ddmmyy
        if (isDate && date.size() == 6 && number > 0)
            setDateAndTime(record, number % 100 + (number % 100 < 80 ? 2000 : 1900), number / 100 % 100, number / 10000,
                           1);
        else
            setTime(record, 1, written);
    } else if (type == "ZDA") {
        setDateAndTime(record, m_sentence.field(4).toInt(), m_sentence.field(3).toInt(), m_sentence.field(2).toInt(),
                       1);
    }
}

/// A time without its day: within twelve hours of when it was written.
void NmeaFormat::setTime(Record &record, size_t index, qint64 written) const
{
    const std::optional<qint64> ofDay = m_sentence.timeOfDay(index);
    if (!ofDay)
        return;
    const qint64 midnight = written - written % microsPerDay;
    record.time = midnight + *ofDay;
    if (record.time - written > microsPerDay / 2)
        record.time -= microsPerDay;
    else if (written - record.time > microsPerDay / 2)
        record.time += microsPerDay;
}

void NmeaFormat::setDateAndTime(Record &record, int year, int month, int day, size_t timeIndex) const
{
    using namespace std::chrono;
    const year_month_day date{std::chrono::year{year}, std::chrono::month{unsigned(month)},
                              std::chrono::day{unsigned(day)}};
    const std::optional<qint64> ofDay = m_sentence.timeOfDay(timeIndex);
    if (date.ok() && year >= 1970 && year < 10000 && ofDay)
        record.time = sys_days{date}.time_since_epoch().count() * microsPerDay + *ofDay;
}

} // namespace livebelt
