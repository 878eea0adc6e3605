// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/RecordWriter.h"

namespace livebelt {

/// CSV after RFC 4180: UTF-8, CRLF, a header, quotes where they are needed. The columns:
/// feed,seq,received,time,kind,subject,text,value,unit,fields,raw; an absent one is empty. Times are RFC 3339, UTC,
/// with microseconds; fields is a JSON object; raw is base64.
///
/// A spreadsheet runs a cell that begins with = + - @ TAB CR LF, or their full-width forms, as a formula. Such a feed,
/// subject, text or unit gets an apostrophe in front, as OWASP ("CSV Injection") says; so does one that would look
/// the same afterwards ('=1), so that taking one apostrophe away gives every text back. Numbers stay as they are.
class CsvWriter final : public RecordWriter
{
public:
    void begin(TextBuilder &out) override;
    void write(TextBuilder &out, QByteArrayView feedName, const Record &record) override;
};

} // namespace livebelt
