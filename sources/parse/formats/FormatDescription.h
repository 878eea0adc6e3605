// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Level.h"
#include "model/records/Record.h"
#include "model/records/Result.h"
#include "sources/parse/values/LevelText.h"

#include <QByteArrayList>
#include <QStringList>
#include <array>
#include <map>

namespace livebelt {

/// What a part of a record is for.
enum class LogRole : quint8 { Time, Level, Subject, Text };
inline constexpr std::array<QByteArrayView, 4> logRoleNames{"time", "level", "subject", "text"};

/// A record and what is to be read in it.
struct FormatSample
{
    QByteArray record;    ///< with the line ends between its lines
    QByteArray zone;      ///< tz= of the feed; UTC unless said
    qint64 reference = 0; ///< microseconds UTC; 2026-12-01T12:00:00Z unless said
    qint64 time = noTime;
    int nanos = 0; ///< of its time
    Level level = Level::None;
    QByteArray subject;
    QByteArray text; ///< the whole record unless said
    std::map<QByteArray, QByteArray> fields;
};

/// A log format as its file has it: docs/formats.md says what each part means. A value.
struct FormatDescription
{
    /// How a record is taken apart.
    enum class Kind {
        Pattern,    ///< by the groups of a pattern
        Json,       ///< one JSON object, whose values have names
        Assignments ///< lines NAME=value, as journalctl exports them
    };

    QByteArray name;
    QString title;
    Kind kind = Kind::Pattern;
    int rank = 5;                                          ///< 0 to 9: which goes first where several match
    QByteArrayList patterns;                               ///< the first that matches counts
    QByteArrayList required;                               ///< names that have to be there (not with patterns)
    std::array<QByteArrayList, logRoleNames.size()> roles; ///< names of values for each role, the first that is there
    QByteArrayList times; ///< names of TimeForm, or formats as of strptime; empty: any form
    QByteArray zone;      ///< of times that say none, where the feed says none either; empty: the local one
    std::map<QByteArray, Level> levels; ///< words of its own
    LevelScale scale = LevelScale::Usual;
    QByteArrayList none;      ///< values that mean that there is none
    QByteArray starts;        ///< a pattern for first lines; empty: the patterns say it
    QByteArrayList continues; ///< "stack", "indented", "any", or patterns
    QByteArray ends;          ///< a pattern for last lines; empty: there are none
    std::vector<FormatSample> samples;

    /// Reads the file's bytes. What is wrong is said with the line and the path of the value: “line 12:
    /// samples[2].time:
    /// ...”. Patterns and time formats are not tried yet.
    static Result<FormatDescription> from(const QByteArray &json);
};

} // namespace livebelt
