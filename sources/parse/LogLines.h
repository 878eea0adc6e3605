// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/TextValues.h"
#include "sources/parse/formats/LogFormats.h"

namespace livebelt {

/// Lines of a program's log, in whichever of the log formats (LogFormats.h) the first line that is of one has; it looks
/// again where a line begins a record of another. A text behind a time or a level that is nothing but named numbers, as
/// "temp=21.5 hum=40", gives its fields, too.
class LogLines final : public ItemFormat
{
public:
    explicit LogLines(const ParserOptions &options);

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;
    const Continuation *continuation() const override;
    bool begins(QByteArrayView line) const override { return m_reader && m_reader->format().starts(line); }
    bool readAgain(const QByteArray &item, Arrival arrival, Record &record) override;

private:
    bool find(const QByteArray &line, qint64 reference);
    Record made(const QByteArray &item, qint64 received);

    std::shared_ptr<LogFormatsOnDemand> m_formats;
    std::optional<ZoneRule> m_zone;
    std::optional<TimePattern> m_pattern;
    std::optional<LogReader> m_reader; ///< of the format found
    std::vector<LogFormats::Format> m_candidates;
    LogReading m_parts;
    TextValues m_values;
    Reading m_reading;
};

} // namespace livebelt
