// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>
#include <vector>

namespace livebelt {

/// One field of a line: its value without quotes, escapes and the i or u of an integer; of a boolean "true" or "false".
struct InfluxField
{
    enum class Type : quint8 { Float, Integer, Unsigned, Boolean, String };
    QByteArrayView name, value;
    Type type = Type::Float;

    bool isNumber() const { return type < Type::Boolean; }
};

/// Reads lines of InfluxDB's line protocol as its own parser does (influxdb/models/points.go): the same escapes, the
/// same limits (a series and a field have at most 65,531 bytes, integers 64 bits, times are nanoseconds of 64 bits), no
/// tag twice, no NaN. Only quoted strings with something behind their last quote are refused here. What it gives refers
/// to the line and to this, until the next read(). One thread.
class InfluxLine
{
public:
    struct Tag
    {
        QByteArrayView name, value;
    };

    /// False where it is none. Blanks around it, and a CR at its end, do no harm. Nothing throws.
    bool read(QByteArrayView line);
    /// A comment, or nothing but blanks: lines that are of the format and say nothing.
    static bool isComment(QByteArrayView line);

    QByteArrayView measurement() const { return m_measurement; }
    /// The measurement and the tags as they are written.
    QByteArrayView series() const { return m_series; }
    const std::vector<Tag> &tags() const { return m_tags; }
    const std::vector<InfluxField> &fields() const { return m_fields; } ///< one at least
    std::optional<qint64> timestamp() const { return m_timestamp; }     ///< in the unit that its writer has
    /// It has no tags, and an = in its measurement that is not escaped: T=21.5 H=40.1 is more likely logfmt.
    bool mayBeLogfmt() const { return m_mayBeLogfmt; }

private:
    bool takeMeasurement();
    bool takeTags();
    bool takeFields();
    bool takeValue(InfluxField &field);
    bool takeString(InfluxField &field);
    bool takeTime();
    bool isEscaped(qsizetype at) const { return at > 0 && m_line[at - 1] == '\\'; }
    QByteArrayView unescaped(QByteArrayView text, QByteArrayView escapable);

    QByteArrayView m_line;
    qsizetype m_at = 0;
    QByteArray m_room; ///< what is not as it stands in the line
    QByteArrayView m_measurement, m_series;
    std::vector<Tag> m_tags;
    std::vector<InfluxField> m_fields;
    std::optional<qint64> m_timestamp;
    bool m_mayBeLogfmt = false;
};

/// A timestamp in microseconds since 1970 UTC. precision: "ns", "us", "ms", "s", "m" or "h", and as the server has it
/// "n", "u" or "µ"; empty: what its size makes likely, nanoseconds where that says nothing. nullopt where it is none of
/// these, or the time is beyond what 64 bits of nanoseconds hold.
std::optional<qint64> influxMicros(qint64 timestamp, QByteArrayView precision);

} // namespace livebelt
