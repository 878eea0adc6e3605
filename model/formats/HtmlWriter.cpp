// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/HtmlWriter.h"

#include "model/formats/TextWriter.h"

namespace livebelt {

namespace {

constexpr QByteArrayView head = R"(<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Transcript</title>
<style>
:root { color-scheme: light dark; --quiet: #5f6368; --bad: #b3261e; --warn: #8a5300; }
@media (prefers-color-scheme: dark) { :root { --quiet: #a8adb3; --bad: #ff8a80; --warn: #ffc36b; } }
body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5em auto; padding: 0 1em; max-width: 70em; }
p { margin: 0 0 .25em; white-space: pre-wrap; overflow-wrap: anywhere; }
time, i, .feed { color: var(--quiet); }
time { font-variant-numeric: tabular-nums; }
.error, .fatal { color: var(--bad); }
.warn { color: var(--warn); }
</style></head><body>
)";

void appendEscaped(TextBuilder &out, QByteArrayView text)
{
    for (const char c : text) {
        switch (c) {
        case '&':
            out += QByteArrayView("&amp;");
            break;
        case '<':
            out += QByteArrayView("&lt;");
            break;
        case '>':
            out += QByteArrayView("&gt;");
            break;
        case '"':
            out += QByteArrayView("&quot;");
            break;
        default:
            out += c;
        }
    }
}

} // namespace

void HtmlWriter::begin(TextBuilder &out)
{
    out += head;
}

bool HtmlWriter::end(TextBuilder &out)
{
    out += QByteArrayView("</body></html>\n");
    return false;
}

/// Lines stay lines.
void HtmlWriter::append(TextBuilder &out, QByteArrayView text)
{
    for (;;) {
        const qsizetype end = text.indexOf('\n');
        QByteArrayView line = end < 0 ? text : text.first(end);
        if (end >= 0 && line.endsWith('\r'))
            line.chop(1);
        m_text.clear();
        appendHarmless(m_text, line);
        appendEscaped(out, m_text.view());
        if (end < 0)
            return;
        out += '\n';
        text = text.sliced(end + 1);
    }
}

void HtmlWriter::write(TextBuilder &out, QByteArrayView feedName, const Record &record)
{
    const bool isNotice = record.kind == RecordKind::Notice;
    out += QByteArrayView("<p>");
    if (record.when() != noTime) {
        out += QByteArrayView("<time>");
        m_times.append(out, record.when());
        out += QByteArrayView("</time> ");
    }
    if (m_withFeed) {
        out += QByteArrayView("<bdi class=\"feed\">");
        append(out, feedName);
        out += QByteArrayView("</bdi> ");
    }
    if (record.level != Level::None) {
        out += QByteArrayView("<span class=\"");
        out += levelName(record.level);
        out += QByteArrayView("\">");
        out += levelName(record.level);
        out += QByteArrayView("</span> ");
    }
    if (!record.subject.isEmpty()) {
        out += QByteArrayView(isNotice ? "<i>" : "<b><bdi>");
        append(out, record.subject);
        out += QByteArrayView(isNotice ? ":</i> " : "</bdi></b>: ");
    }
    out += QByteArrayView(isNotice ? "<i>" : "<bdi>");
    if (record.text.isEmpty()) {
        TextBuilder reading;
        appendReading(reading, record);
        append(out, reading.view());
    } else {
        append(out, record.text);
    }
    out += QByteArrayView(isNotice ? "</i></p>\n" : "</bdi></p>\n");
}

} // namespace livebelt
