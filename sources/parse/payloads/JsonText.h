// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/TextBuilder.h"

#include <QHash>
#include <optional>
#include <vector>

namespace livebelt {

/// Writes one JSON text, value by value, of what a binary payload holds. Integers keep every digit; a float is written
/// in the shortest form that reads back the same in its own width; NaN, Infinity and -Infinity are bare words. Bytes
/// are text in hex, small letters. In an object every second value is a name: one that is no text becomes its JSON; a
/// name that is there already gets a suffix (a, a:2). Nothing throws; what goes too deep or grows out of all proportion
/// makes isBad() true. One thread.
class JsonText
{
public:
    static constexpr size_t deepest = 128;

    /// inputSize: of the payload; the text is at most 64 times as long, and `more` bytes.
    explicit JsonText(qsizetype inputSize, qsizetype more = 1024) : m_most(64 * inputSize + more) {}

    void integer(qint64 value);
    void unsignedInteger(quint64 value);
    void real(double value);
    void real(float value);
    void half(double value); ///< of 16 bits, given as what it is worth
    void text(QByteArrayView utf8);
    void bytes(QByteArrayView value);
    /// true, false, null, or a number as it is to stand there.
    void word(QByteArrayView json);
    /// A point in time, as RFC 3339 text; as a number where it is outside the years 1 to 9999.
    void time(qint64 seconds, quint32 nanoseconds, int decimals);
    void milliseconds(quint64 sinceEpoch);

    void openArray() { open(false); }
    void openObject() { open(true); }
    /// What has been written of it goes through change(), where there is one, and is replaced by what that gives.
    void close(std::optional<QByteArray> (*change)(QByteArrayView) = nullptr);

    bool isBad() const { return m_isBad; }
    bool isAtName() const { return !m_levels.empty() && m_levels.back().isObject && m_levels.back().isAtName; }
    /// The whole text; nothing where it is bad or not complete.
    std::optional<QByteArray> take();

private:
    struct Level
    {
        bool isObject, isAtName;
        bool isEmpty = true;
        qsizetype start = 0;            ///< in m_json, of the container
        QHash<QByteArray, int> names{}; ///< and with which suffix a further one may be free
    };
    void open(bool isObject);
    void put(QByteArrayView json);
    void name(const QByteArray &text);
    void separate();
    void hasValue();
    void append(QByteArrayView json);

    qsizetype m_most;
    QByteArray m_json;
    std::vector<Level> m_levels;
    TextBuilder m_room;
    bool m_isComplete = false, m_isBad = false;
};

} // namespace livebelt
