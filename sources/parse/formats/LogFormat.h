// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/formats/Continuation.h"
#include "sources/parse/formats/LogReading.h"
#include "sources/parse/formats/RecordPattern.h"

namespace livebelt {

/// One log format, ready to read records. Never changes; any thread.
class LogFormat
{
public:
    /// What is wrong is said with the line of the file, as by FormatDescription::from(). source is where the file is,
    /// for a person.
    static Result<std::shared_ptr<const LogFormat>> from(const QByteArray &json, const QString &source = {});

    const QByteArray &name() const { return m_description.name; }
    const QString &source() const { return m_source; }
    const FormatDescription &description() const { return m_description; }

    /// Takes a record apart: one line, or several that belong together, without the last line's end. False where it is
    /// not of this format; reading then means nothing. The time is found, but not read (LogReader).
    bool match(QByteArrayView record, LogReading &reading) const;
    /// Whether a record may begin with this line.
    bool starts(QByteArrayView line) const;
    /// What may follow a record's first line.
    const Continuation &continuation() const { return m_continuation; }
    /// Whether a first line that match() does not know may be that of a record with the lines that follow it.
    bool mayNeedMore(QByteArrayView line) const;

    /// Reads this format's times, and only those. A zone that is given (tz=) goes before that of the format, and a
    /// pattern (timeformat=) before its times.
    TimeReader timeReader(const std::optional<ZoneRule> &zone, const std::optional<TimePattern> &pattern = {}) const;

    /// Patterns for what a first line looks like; none where it is JSON.
    QByteArrayList startPatterns() const;

private:
    LogFormat() = default;
    QString prepare(const QByteArray &json);
    std::pair<int, QString> prepareTimes();
    bool matchPattern(QByteArrayView record, LogReading &reading) const;
    bool finish(LogReading &reading, QByteArrayView record) const;

    FormatDescription m_description;
    QString m_source;
    std::vector<RecordPattern> m_patterns;
    std::optional<RecordPattern> m_starts;
    Continuation m_continuation;
    TimeFormSet m_forms = TimeFormSet::all();
    std::vector<TimePattern> m_timePatterns;
    std::optional<ZoneRule> m_zone;
};

/// Reads the records of one feed in one format. A value; one thread for each copy.
class LogReader
{
public:
    /// zone is the feed's tz=, and pattern its timeformat=, where it has one.
    explicit LogReader(std::shared_ptr<const LogFormat> format, const std::optional<ZoneRule> &zone = {},
                       const std::optional<TimePattern> &pattern = {})
        : m_format(std::move(format)), m_times(m_format->timeReader(zone, pattern))
    {
    }
    const LogFormat &format() const { return *m_format; }
    /// As LogFormat::match(), with the time. reference completes times, as TimeReader says.
    bool read(QByteArrayView record, qint64 reference, LogReading &reading);

private:
    std::shared_ptr<const LogFormat> m_format;
    TimeReader m_times;
};

} // namespace livebelt
