// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/TextWriter.h"

#include "model/records/ByteScan.h"
#include "model/records/Fields.h"

#include <ctime>

namespace livebelt {

namespace {

/// What goes to the terminal as it is: most text does.
constexpr auto isPlain = [](unsigned char c) { return (c >= 0x20 && c < 0x7f) || c == '\t'; };

/// How many bytes of UTF-8 at the start of text are one character that must not reach a terminal; 0 where it may.
/// C1 controls; marks that turn the direction (Unicode UAX #9); line and paragraph separators.
qsizetype harmful(QByteArrayView text)
{
    const auto byte = [&](qsizetype i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    if (byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) < 0xa0)
        return 2;
    if (byte(0) == 0xd8 && byte(1) == 0x9c) // U+061C
        return 2;
    if (byte(0) != 0xe2)
        return 0;
    const bool marks = byte(1) == 0x80 && (byte(2) == 0x8e || byte(2) == 0x8f || (byte(2) >= 0xa8 && byte(2) <= 0xae));
    const bool isolates = byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9;
    return marks || isolates ? 3 : 0;
}

void appendPicture(TextBuilder &out, unsigned char control)
{
    out += "\xe2\x90"; // U+2400 and on; DEL is U+2421
    out += char(0x80 + (control == 0x7f ? 0x21 : control));
}

} // namespace

void appendHarmless(TextBuilder &out, QByteArrayView text)
{
    if (allOfBytes(text, isPlain)) {
        out += text;
        return;
    }
    qsizetype plain = 0; // start of the run not yet copied
    for (qsizetype i = 0; i < text.size();) {
        if (text.size() - i >= scanBlock && allOfBlock(text.data() + i, isPlain)) {
            i += scanBlock;
            continue;
        }
        const auto c = static_cast<unsigned char>(text[i]);
        if (isPlain(c)) {
            ++i;
            continue;
        }
        const bool control = c < 0x80;
        const qsizetype bytes = control ? 1 : harmful(text.sliced(i));
        if (bytes == 0) {
            ++i;
            continue;
        }
        out += text.sliced(plain, i - plain);
        if (control)
            appendPicture(out, c);
        else
            out += "\xef\xbf\xbd";
        i += bytes;
        plain = i;
    }
    out += text.sliced(plain);
}

void appendReading(TextBuilder &out, const Record &record)
{
    if (!record.hasValue()) {
        appendHarmless(out, record.fields);
        return;
    }
    out += shortestNumber(record.value);
    if (!record.unit.isEmpty()) {
        out += ' ';
        appendHarmless(out, record.unit);
    }
}

TimeStyle transcriptTimes()
{
    return {TimeFormat::Plain, QTimeZone::systemTimeZone()};
}

TextWriter::TextWriter(bool withFeed, TextShape shape, const std::optional<TimeStyle> &times)
    : m_withFeed(withFeed), m_shape(shape)
{
    if (times)
        m_times.emplace(*times);
}

void TextWriter::begin(TextBuilder &) {}

void TextWriter::write(TextBuilder &out, QByteArrayView feedName, const Record &record)
{
    appendTime(out, record.when());
    if (m_withFeed) {
        out += '[';
        append(out, feedName);
        out += "] ";
    }
    if (record.kind == RecordKind::Notice)
        out += "-- ";
    if (!record.subject.isEmpty()) {
        append(out, record.subject);
        out += ": ";
    }
    if (!record.text.isEmpty())
        append(out, record.text);
    else if (m_shape == TextShape::AsItCame && !record.hasValue())
        out += record.fields;
    else
        appendReading(out, record);
    out += '\n';
}

void TextWriter::append(TextBuilder &out, QByteArrayView text) const
{
    if (m_shape == TextShape::Harmless)
        appendHarmless(out, text);
    else
        out += text;
}

void TextWriter::appendTime(TextBuilder &out, qint64 micros)
{
    if (m_times && micros != noTime) {
        m_times->append(out, micros);
        out += ' ';
        return;
    }
    if (micros == noTime) {
        out += "--:--:--.--- ";
        return;
    }
    const qint64 ofSecond = ((micros % 1'000'000) + 1'000'000) % 1'000'000;
    const qint64 second = (micros - ofSecond) / 1'000'000;
    if (second != m_second) {
        m_second = second;
        const std::time_t time = second;
        std::tm local = {};
        localtime_r(&time, &local);
        std::strftime(m_clock.data(), m_clock.size(), "%H:%M:%S.000 ", &local);
    }
    const auto millis = int(ofSecond / 1000);
    m_clock[9] = char('0' + millis / 100);
    m_clock[10] = char('0' + millis / 10 % 10);
    m_clock[11] = char('0' + millis % 10);
    out += QByteArrayView(m_clock.data(), qsizetype(m_clock.size() - 1));
}

} // namespace livebelt
