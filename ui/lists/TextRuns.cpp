// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/TextRuns.h"

#include "model/records/Fields.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

constexpr qsizetype mostRuns = 64;
constexpr qsizetype mostBytes = 4096;
constexpr int colors = 99;

/// https://modern.ircdocs.horse/formatting, "Colors" and "Colors 16-98".
constexpr std::array<QRgb, colors> ircColors{
    0xffffff, 0x000000, 0x00007f, 0x009300, 0xff0000, 0x7f0000, 0x9c009c, 0xfc7f00, 0xffff00, 0x00fc00, 0x009393,
    0x00ffff, 0x0000fc, 0xff00ff, 0x7f7f7f, 0xd2d2d2, 0x470000, 0x472100, 0x474700, 0x324700, 0x004700, 0x00472c,
    0x004747, 0x002747, 0x000047, 0x2e0047, 0x470047, 0x47002a, 0x740000, 0x743a00, 0x747400, 0x517400, 0x007400,
    0x007449, 0x007474, 0x004074, 0x000074, 0x4b0074, 0x740074, 0x740045, 0xb50000, 0xb56300, 0xb5b500, 0x7db500,
    0x00b500, 0x00b571, 0x00b5b5, 0x0063b5, 0x0000b5, 0x7500b5, 0xb500b5, 0xb5006b, 0xff0000, 0xff8c00, 0xffff00,
    0xb2ff00, 0x00ff00, 0x00ffa0, 0x00ffff, 0x008cff, 0x0000ff, 0xa500ff, 0xff00ff, 0xff0098, 0xff5959, 0xffb459,
    0xffff71, 0xcfff60, 0x6fff6f, 0x65ffc9, 0x6dffff, 0x59b4ff, 0x5959ff, 0xc459ff, 0xff66ff, 0xff59bc, 0xff9c9c,
    0xffd39c, 0xffff9c, 0xe2ff9c, 0x9cff9c, 0x9cffdb, 0x9cffff, 0x9cd3ff, 0x9c9cff, 0xdc9cff, 0xff9cff, 0xff94d3,
    0x000000, 0x131313, 0x282828, 0x363636, 0x4d4d4d, 0x656565, 0x818181, 0x9f9f9f, 0xbcbcbc, 0xe2e2e2, 0xffffff};

/// The parts of a field, but no more of a huge one than holds the most runs.
QList<QByteArray> parts(QByteArray field, char separator)
{
    if (field.size() > mostBytes) {
        field.truncate(mostBytes);
        field.truncate(std::max(field.lastIndexOf(separator), qsizetype(0)));
    }
    return field.split(separator);
}

/// "4-12", or nothing.
std::optional<TextRun> place(const QByteArray &text)
{
    const qsizetype dash = text.indexOf('-');
    bool isFirst = false;
    bool isLast = false;
    TextRun run;
    run.first = text.left(dash).toInt(&isFirst);
    run.last = text.sliced(dash + 1).toInt(&isLast);
    return dash > 0 && isFirst && isLast && run.first <= run.last ? std::optional(run) : std::nullopt;
}

std::optional<QRgb> ircColor(const QByteArray &number)
{
    bool isNumber = false;
    const uint index = number.toUInt(&isNumber);
    return isNumber && index < colors ? std::optional(qRgb(0, 0, 0) | ircColors[index]) : std::nullopt;
}

std::optional<QRgb> hexColor(const QByteArray &digits)
{
    bool isNumber = false;
    const uint color = digits.toUInt(&isNumber, 16);
    return isNumber && digits.size() == 6 ? std::optional(qRgb(0, 0, 0) | color) : std::nullopt;
}

/// The letters of a run, and behind c or C its colours: "bic4,1", "Cff8000".
void mark(TextRun &run, const QByteArray &marks)
{
    const auto colored = std::find_if(marks.begin(), marks.end(), [](char c) { return c == 'c' || c == 'C'; });
    const QByteArray letters = marks.first(colored - marks.begin());
    run.bold = letters.contains('b');
    run.italic = letters.contains('i');
    run.underlined = letters.contains('u');
    run.struckOut = letters.contains('s');
    run.fixedPitch = letters.contains('m');
    run.reversed = letters.contains('r');
    if (colored == marks.end())
        return;
    const auto color = *colored == 'c' ? ircColor : hexColor;
    const QList<QByteArray> pair = marks.sliced(letters.size() + 1).split(',');
    run.ink = color(pair.front());
    if (pair.size() > 1)
        run.paper = color(pair[1]);
}

} // namespace

QList<TextRun> textRuns(const QByteArray &fields)
{
    QList<TextRun> runs;
    const auto take = [&runs](const std::optional<TextRun> &run) {
        if (run && runs.size() < mostRuns)
            runs.append(*run);
    };
    if (const QByteArray styles = fieldValue(fields, "styles"); !styles.isEmpty()) {
        for (const QByteArray &part : parts(styles, ' ')) {
            const qsizetype colon = part.indexOf(':');
            auto run = place(part.left(colon));
            if (run && colon > 0)
                mark(*run, part.sliced(colon + 1));
            take(run);
        }
    }
    if (const QByteArray emotes = fieldValue(fields, "emotes"); !emotes.isEmpty()) {
        for (const QByteArray &emote : parts(emotes, '/')) {
            const qsizetype colon = emote.indexOf(':');
            for (const QByteArray &part : emote.sliced(colon + 1).split(',')) {
                auto run = colon > 0 ? place(part) : std::nullopt;
                if (run)
                    run->picture = true;
                take(run);
            }
        }
    }
    std::ranges::sort(runs, {}, &TextRun::first);
    return runs;
}

std::optional<QRgb> authorColor(const QByteArray &fields)
{
    const QByteArray color = fieldValue(fields, "color");
    return color.startsWith('#') ? hexColor(color.sliced(1)) : std::nullopt;
}

} // namespace livebelt
