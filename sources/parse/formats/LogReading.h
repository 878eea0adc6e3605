// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/formats/FormatDescription.h"
#include "sources/parse/values/TimeReader.h"

#include <memory>
#include <vector>

namespace livebelt {

struct LogScratch;

/// What was read in a record. The views are into the record, or into this: they hold until the next reading. To be used
/// again and again, since it keeps its memory. Moves; one thread at a time.
class LogReading
{
public:
    struct Field
    {
        QByteArrayView name, value;
    };

    LogReading();
    LogReading(LogReading &&) noexcept;
    LogReading &operator=(LogReading &&) noexcept;
    ~LogReading();

    /// As it is written; null: there is none. A text is never null: it is the whole record where nothing else is.
    /// Whether a format has read the record.
    bool isRead() const { return !part(LogRole::Text).isNull(); }
    QByteArrayView part(LogRole role) const { return m_parts[size_t(role)]; }
    Level level = Level::None;
    std::optional<ReadTime> time; ///< by LogReader alone
    std::vector<Field> fields;    ///< all that has a name and is not one of the parts, as written

private:
    friend class LogFormat;
    std::array<QByteArrayView, logRoleNames.size()> m_parts;
    std::unique_ptr<LogScratch> m_scratch;
};

} // namespace livebelt
