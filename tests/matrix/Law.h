// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <vector>

namespace livebelt::test {

/// What the payloads of a kind of feed can be.
struct LawRules
{
    bool hasLineFeeds = true;
    bool hasReturns = true; ///< carriage returns
    bool hasNuls = true;
    bool hasAnyBytes = true; ///< not only UTF-8
    bool hasBlanks = true;   ///< payloads that are empty, begin or end with blanks
    bool hasTexts = true;    ///< not only JSON as in RFC 8259
    bool isRead = true;      ///< JSON in it becomes fields
    QByteArray column{};     ///< the field that the whole payload is, where it is not read
    qsizetype longest = 8'000;
};

/// A value in a payload, and where it stands: "user.name", "power.0".
struct LawLeaf
{
    QByteArray path;
    QByteArray value; ///< of a text without quotes and escapes; of anything else as it is written
    bool isText = false;
};

struct LawPayload
{
    QByteArray bytes;
    std::vector<LawLeaf> leaves{};
};

/// Payloads of all sorts: nested JSON, every plane of Unicode, repeated names, huge numbers, NaN, bytes that are no
/// text, and what each of the rules allows. The same for the same seed.
std::vector<LawPayload> lawPayloads(const LawRules &rules, quint32 seed);

/// What a line of JSON Lines lacks of the payload of its record; nothing where the law holds: it is JSON, no name is
/// there twice, and every leaf is found again.
QByteArray lawProblem(const LawPayload &payload, const QByteArray &line);

/// The bytes that a line of JSON Lines says have arrived, in raw, raw_base64 or text.
QByteArray arrivalOfLine(const QByteArray &line);

/// The line that the record is exported as.
QByteArray jsonLine(const Record &record);

/// The same records, out of a capture to which they have been written. Empty, with a warning, where that fails.
Records throughACapture(Records records);

} // namespace livebelt::test
