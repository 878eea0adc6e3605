// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/values/Reading.h"

#include <deque>
#include <memory>
#include <simdjson.h>
#include <string>

namespace livebelt {

/// Reads JSON (RFC 8259) into a Reading: a value for each leaf, named by its path ("user.name", "power.0"). Numbers
/// keep their digits; null, true and false are themselves; an empty object or array, one that lies deeper than the 8th
/// level, and an array of more than 64 values stay JSON. A repeated key gives a second value of that name.
///
/// What programs write that is not quite JSON is read too: NaN and Infinity (as texts), a byte order mark, a comma
/// before the last bracket, several values one after the other, bytes that are no UTF-8 (as U+FFFD).
/// Keeps its memory from one item to the next.
class JsonReader
{
public:
    /// Whether the first character is that of an object or an array, or a mark stands there.
    static bool mayBeContainer(QByteArrayView text);

    /// Adds what stands in text to reading, which then refers to this reader until the next call. False where it is no
    /// JSON; what reading holds then is of no use.
    bool read(QByteArrayView text, Reading &reading);
    /// Whether the text that was read last is one object on one line that holds no other object or array: it has its
    /// values as Record::fields has them, but for a name that is there twice.
    bool isFlat() const { return m_isFlat; }

private:
    using Value = simdjson::ondemand::value;
    struct Part ///< of an item that holds several values
    {
        simdjson::ondemand::parser parser;
        std::string padded;
    };

    enum class Outcome { Read, NotUtf8, Broken };
    Outcome readAll(QByteArrayView text, Reading &reading);
    Outcome readOne(QByteArrayView text, Part &part, Reading &reading, qsizetype &used);
    bool addObject(simdjson::ondemand::object object, QByteArrayView prefix, int level, Reading &reading);
    bool addArray(simdjson::ondemand::array array, QByteArrayView prefix, int level, Reading &reading);
    bool addValue(Value value, QByteArrayView name, int level, Reading &reading);
    bool addToken(Value value, QByteArrayView name, Reading &reading);
    QByteArrayView kept(QByteArray text);
    QByteArrayView path(QByteArrayView prefix, QByteArrayView name);

    std::vector<std::unique_ptr<Part>> m_parts;
    simdjson::dom::parser m_checker;
    std::deque<QByteArray> m_kept; ///< paths and texts that the reading looks at; the first m_keptCount are in use
    size_t m_keptCount = 0;
    bool m_isFlat = false;
};

} // namespace livebelt
