// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/readings/AisReader.h"

namespace livebelt {

class FieldsBuilder;

/// Sentences of NMEA 0183 (https://gpsd.gitlab.io/gpsd/NMEA.html). subject is talker and type, "GP/GGA"; the text is
/// the sentence. What it says (NmeaReadings.h), and what a ship's message says (AisReader.h), are fields; a sentence
/// that measures one thing above all is a Measurement of it. RMC and ZDA have the whole time, others the time of a day,
/// which is the one closest to the arrival.
class NmeaFormat final : public ItemFormat
{
public:
    enum class Accepts { AnySentence, WithChecksum };
    explicit NmeaFormat(RecordKind kind, Accepts accepts = Accepts::AnySentence) : m_kind(kind), m_accepts(accepts) {}

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;

private:
    void describe(Record &record, FieldsBuilder &fields);
    void describeTime(Record &record, qint64 written) const;
    void setTime(Record &record, size_t index, qint64 written) const;
    void setDateAndTime(Record &record, int year, int month, int day, size_t timeIndex) const;

    NmeaSentence m_sentence;
    AisReader m_ships;
    RecordKind m_kind;
    Accepts m_accepts;
};

} // namespace livebelt
