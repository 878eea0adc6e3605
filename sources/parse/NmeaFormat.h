// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/NmeaSentence.h"

namespace livebelt {

class FieldsBuilder;

/// Sentences of NMEA 0183 (https://gpsd.gitlab.io/gpsd/NMEA.html). subject is talker and type, "GP/GGA"; the text is
/// the sentence. GGA, RMC, GLL and GNS give lat and lon in decimal degrees. A sentence that measures one thing above
/// all is a Measurement of it: GGA and GNS the altitude, RMC and VTG the speed, HDT, HDM and HDG the heading, DBT and
/// DPT the depth, MTW the water, MWV the wind. RMC and ZDA have the whole time, others the time of a day, which is the
/// one closest to the arrival.
class NmeaFormat final : public ItemFormat
{
public:
    enum class Accepts { AnySentence, WithChecksum };
    explicit NmeaFormat(RecordKind kind, Accepts accepts = Accepts::AnySentence) : m_kind(kind), m_accepts(accepts) {}

    bool read(const QByteArray &item, qint64 received, Records &records) override;

private:
    void describe(Record &record, FieldsBuilder &fields) const;
    void describePosition(Record &record, FieldsBuilder &fields) const;
    void addPosition(FieldsBuilder &fields, size_t index) const;
    void addNumber(FieldsBuilder &fields, QByteArrayView name, size_t index) const;
    void setValue(Record &record, size_t index, QByteArrayView unit) const;
    void setTime(Record &record, size_t index) const;
    void setDateAndTime(Record &record, int year, int month, int day, size_t timeIndex) const;

    NmeaSentence m_sentence;
    RecordKind m_kind;
    Accepts m_accepts;
};

} // namespace livebelt
