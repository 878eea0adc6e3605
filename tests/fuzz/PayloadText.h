// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "tests/fuzz/Input.h"

#include <optional>
#include <simdjson.h>

namespace livebelt::test {

/// Insists that what a binary payload gives is one JSON text of bounded size, but for numbers that no double holds.
inline void checkPayload(QByteArrayView payload, std::optional<QByteArray> text, qsizetype more = 1024)
{
    if (!text)
        return;
    insist(text->size() <= 64 * payload.size() + more, "the text is not out of all proportion");
    insist(isValidUtf8(*text), "it is UTF-8");
    for (const char *word : {"-Infinity", "Infinity", "NaN"}) // bare, or in a text: a null does no harm there
        text->replace(word, "null");
    static thread_local simdjson::dom::parser parser;
    const auto error = parser.parse(text->constData(), size_t(text->size())).error();
    insist(error == simdjson::SUCCESS || error == simdjson::NUMBER_ERROR, "it is one JSON text");
}

} // namespace livebelt::test
