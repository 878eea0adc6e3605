// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/Excerpt.h"

namespace livebelt {

namespace {

constexpr qsizetype textBytes = 4 * 1024;
constexpr qsizetype subjectBytes = 1024;

} // namespace

QByteArray cutUtf8(const QByteArray &text, qsizetype bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && (quint8(text.at(bytes)) & 0xC0) == 0x80)
        --bytes;
    return text.left(bytes);
}

bool cutToExcerpt(Record &record)
{
    if (record.footprint() <= excerptLimit)
        return false;
    record.text = cutUtf8(record.text, textBytes);
    record.subject = cutUtf8(record.subject, subjectBytes);
    record.unit = cutUtf8(record.unit, subjectBytes);
    if (record.fields.size() > textBytes) // half a JSON object is none
        record.fields.clear();
    if (record.raw.size() > textBytes)
        record.raw.clear();
    return true;
}

} // namespace livebelt
