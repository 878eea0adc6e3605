// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/formats/LogFormats.h"
#include "sources/parse/values/Reading.h"

namespace livebelt {

/// Lines of a program's log, in whichever of the log formats (LogFormats.h) the first line that is of one has; it looks
/// again where a line begins a record of another. Lines that continue a record, as stack traces do, are of it: 1,000 of
/// them, 256 KB and 5 seconds at most.
class LogLines final : public ItemFormat
{
public:
    explicit LogLines(const ParserOptions &options);

    bool read(const QByteArray &item, qint64 received, Records &records) override;
    bool isUnfinished() const override { return m_lines > 0; }
    bool holdsItem() const override { return m_lines > 0; }
    bool isContinuedBy(const QByteArray &item, qint64 received) const override;
    void complete(Records &records) override;

private:
    bool find(const QByteArray &line, qint64 received);

    std::shared_ptr<const LogFormats> m_formats;
    std::optional<ZoneRule> m_zone;
    std::optional<LogReader> m_reader; ///< of the format found
    std::vector<LogFormats::Format> m_candidates;
    LogReading m_parts;
    Reading m_reading;
    bool m_isMixed;
    QByteArray m_item; ///< that waits for lines that continue it
    int m_lines = 0;
    qint64 m_received = 0;   ///< the first of them
    bool m_isPython = false; ///< within a Python trace, whose first line that is not indented is its last
};

} // namespace livebelt
