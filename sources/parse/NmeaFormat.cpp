// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/NmeaFormat.h"

#include "model/records/Fields.h"

#include <chrono>

namespace livebelt {

namespace {

constexpr qint64 microsPerDay = 86'400'000'000;
constexpr QByteArrayView knots("[kn_i]");

} // namespace

bool NmeaFormat::read(const QByteArray &item, qint64 received, Records &records)
{
    if (!m_sentence.read(item) || (m_accepts == Accepts::WithChecksum && !m_sentence.hasChecksum()))
        return false;
    Record record;
    record.kind = m_kind;
    record.received = received;
    const bool isValid = isValidUtf8(item); // a tag block may hold anything
    record.text = isValid ? item : validUtf8(item);
    if (!isValid)
        record.raw = item;
    record.subject = QByteArray(m_sentence.talker().toByteArray()).append('/').append(m_sentence.type());
    FieldsBuilder fields;
    fields.add("talker", m_sentence.talker());
    fields.add("sentence", m_sentence.type());
    describePosition(record, fields);
    describe(record, fields);
    record.fields = fields.take();
    records.push_back(std::move(record));
    return true;
}

void NmeaFormat::describePosition(Record &record, FieldsBuilder &fields) const
{
    const QByteArrayView type = m_sentence.type();
    if (type == "GGA") {
        setTime(record, 1);
        addPosition(fields, 2);
        addNumber(fields, "quality", 6);
        addNumber(fields, "satellites", 7);
        addNumber(fields, "hdop", 8);
        setValue(record, 9, "m");
    } else if (type == "GNS") {
        setTime(record, 1);
        addPosition(fields, 2);
        fields.add("mode", m_sentence.field(6));
        addNumber(fields, "satellites", 7);
        addNumber(fields, "hdop", 8);
        setValue(record, 9, "m");
    } else if (type == "GLL") {
        addPosition(fields, 1);
        setTime(record, 5);
        fields.add("status", m_sentence.field(6));
    } else if (type == "RMC") {
        const QByteArrayView date = m_sentence.field(9);
        bool isDate = false;
        const int number = date.toInt(&isDate); // ddmmyy
        if (isDate && date.size() == 6 && number > 0)
            setDateAndTime(record, number % 100 + (number % 100 < 80 ? 2000 : 1900), number / 100 % 100, number / 10000,
                           1);
        else
            setTime(record, 1);
        fields.add("status", m_sentence.field(2));
        addPosition(fields, 3);
        addNumber(fields, "course", 8);
        setValue(record, 7, knots);
    }
}

void NmeaFormat::describe(Record &record, FieldsBuilder &fields) const
{
    const QByteArrayView type = m_sentence.type();
    if (type == "VTG") {
        addNumber(fields, "course", 1);
        setValue(record, 5, knots);
    } else if (type == "ZDA") {
        setDateAndTime(record, m_sentence.field(4).toInt(), m_sentence.field(3).toInt(), m_sentence.field(2).toInt(),
                       1);
    } else if (type == "HDT" || type == "HDM" || type == "HDG") {
        setValue(record, 1, "deg");
    } else if (type == "DBT") {
        setValue(record, 3, "m");
    } else if (type == "DPT") {
        setValue(record, 1, "m");
        addNumber(fields, "offset", 2);
    } else if (type == "MTW") {
        setValue(record, 1, "Cel");
    } else if (type == "MWV") {
        addNumber(fields, "angle", 1);
        fields.add("reference", m_sentence.field(2));
        const QByteArrayView unit = m_sentence.field(4);
        setValue(record, 3, unit == "N" ? knots : unit == "K" ? QByteArrayView("km/h") : QByteArrayView("m/s"));
    } else if (type == "GSV") {
        addNumber(fields, "satellites", 3);
    }
}

void NmeaFormat::addPosition(FieldsBuilder &fields, size_t index) const
{
    const std::optional<double> latitude = m_sentence.degrees(index), longitude = m_sentence.degrees(index + 2);
    if (!latitude || !longitude)
        return;
    fields.add("lat", *latitude);
    fields.add("lon", *longitude);
}

void NmeaFormat::addNumber(FieldsBuilder &fields, QByteArrayView name, size_t index) const
{
    if (const std::optional<double> number = m_sentence.number(index))
        fields.add(name, *number);
}

void NmeaFormat::setValue(Record &record, size_t index, QByteArrayView unit) const
{
    const std::optional<double> number = m_sentence.number(index);
    if (!number)
        return;
    record.kind = RecordKind::Measurement;
    record.value = *number;
    record.unit = unit.toByteArray();
}

/// A time without its day: within twelve hours of the arrival.
void NmeaFormat::setTime(Record &record, size_t index) const
{
    const std::optional<qint64> ofDay = m_sentence.timeOfDay(index);
    if (!ofDay)
        return;
    const qint64 midnight = record.received - record.received % microsPerDay;
    record.time = midnight + *ofDay;
    if (record.time - record.received > microsPerDay / 2)
        record.time -= microsPerDay;
    else if (record.received - record.time > microsPerDay / 2)
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
