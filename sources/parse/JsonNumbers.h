// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <simdjson.h>
#include <string>
#include <vector>

namespace livebelt {

/// The numbers that stand in a JSON object, at any of its first 8 levels; those in arrays are not looked for.
/// Keeps its memory from one payload to the next. A payload is at most 1 MB; nesting is bounded by simdjson (1,024).
class JsonNumbers
{
public:
    static constexpr qsizetype largestPayload = 1 << 20;
    static constexpr size_t most = 32;

    struct Number
    {
        QByteArray key; ///< its path: "outdoor.temperature"
        double value = 0;
    };

    /// False where payload is no JSON object.
    bool read(QByteArrayView payload);

    const std::vector<Number> &numbers() const { return m_numbers; } ///< the first `most`
    qint64 furtherCount() const { return m_further; }                ///< those left out
    /// The object's own "unit" or "unit_of_measurement", as UCUM where it is known; else empty.
    const QByteArray &unit() const { return m_unit; }

private:
    void collect(const simdjson::dom::object &object, const QByteArray &prefix, int level);

    simdjson::dom::parser m_parser;
    std::string m_padded;
    std::vector<Number> m_numbers;
    qint64 m_further = 0;
    QByteArray m_unit;
};

} // namespace livebelt
