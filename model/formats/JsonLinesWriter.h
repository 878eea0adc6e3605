// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/RecordWriter.h"

namespace livebelt {

/// JSON Lines (jsonlines.org): one object (RFC 8259) and LF a record, UTF-8, keys always in the order
/// feed, seq, received, time, kind, level, subject, text, value, unit, fields, raw (or raw_base64, where it
/// is no UTF-8), ending, continues; those that are absent are left out.
/// Times are RFC 3339, UTC, with microseconds; fields is an object; raw is base64 (RFC 4648 section 4).
class JsonLinesWriter final : public RecordWriter
{
public:
    void begin(TextBuilder &out) override;
    void write(TextBuilder &out, QByteArrayView feedName, const Record &record) override;
};

} // namespace livebelt
