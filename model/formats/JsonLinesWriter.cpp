// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/JsonLinesWriter.h"

#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

#include <array>
#include <charconv>

namespace livebelt {

namespace {

void appendText(TextBuilder &out, const char *key, const QByteArray &text)
{
    if (text.isEmpty())
        return;
    out += key;
    appendJsonString(out, text);
}

void appendTime(TextBuilder &out, const char *key, qint64 micros)
{
    if (micros == noTime)
        return;
    out += key;
    out += toRfc3339(micros);
    out += '"';
}

/// How the bytes of an item of a stream ended, where not by a line feed.
void appendEnding(TextBuilder &out, const Record &record)
{
    static constexpr std::array<QByteArrayView, 5> endings{"", "crlf", "cr", "raw", "none"}; // of ItemEnd
    if (record.end != ItemEnd::LineFeed) {
        out += ",\"ending\":\"";
        out += endings.at(size_t(record.end));
        out += '"';
    }
    if (record.continues)
        out += QByteArrayView(",\"continues\":true");
}

/// Fields go in as they are. FieldsBuilder makes one line of them; a capture changed by hand may hold more.
void appendFields(TextBuilder &out, const QByteArray &fields)
{
    if (fields.isEmpty())
        return;
    out += ",\"fields\":";
    if (fields.contains('\n') || fields.contains('\r'))
        out += QByteArray(fields).replace('\n', ' ').replace('\r', ' ');
    else
        out += fields;
}

} // namespace

void JsonLinesWriter::begin(TextBuilder &) {}

void JsonLinesWriter::write(TextBuilder &out, QByteArrayView feedName, const Record &record)
{
    out += "{\"feed\":";
    appendJsonString(out, feedName);
    if (record.seq > 0) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof(digits), record.seq);
        out += ",\"seq\":";
        out += QByteArrayView(digits, end.ptr);
    }
    appendTime(out, ",\"received\":\"", record.received);
    appendTime(out, ",\"time\":\"", record.time);
    out += ",\"kind\":\"";
    out += kindName(record.kind);
    out += '"';
    if (record.level != Level::None) {
        out += ",\"level\":\"";
        out += levelName(record.level);
        out += '"';
    }
    appendText(out, ",\"subject\":", record.subject);
    appendText(out, ",\"text\":", record.text);
    if (std::isfinite(record.value)) { // JSON has no other numbers
        out += ",\"value\":";
        out += shortestNumber(record.value);
    }
    appendText(out, ",\"unit\":", record.unit);
    appendFields(out, record.fields);
    if (isValidUtf8(record.raw)) {
        appendText(out, ",\"raw\":", record.raw);
    } else {
        out += ",\"raw_base64\":\"";
        out += record.raw.toBase64();
        out += '"';
    }
    appendEnding(out, record);
    out += "}\n";
}

} // namespace livebelt
