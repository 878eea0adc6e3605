// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/TextFormats.h"

#include "ui/lists/SubjectColors.h"
#include "ui/lists/TextRuns.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

/// Where a code point of the text stands, once the text is made visible: a control character takes more room there.
qsizetype shownAt(const QString &text, qsizetype codePoint, bool keepLines)
{
    qsizetype at = 0;
    for (; codePoint > 0 && at < text.size(); --codePoint)
        at += text[at].isHighSurrogate() && at + 1 < text.size() ? 2 : 1;
    return visibleText(QStringView(text).first(at), keepLines).size();
}

QTextCharFormat formatOf(const TextRun &run, const QPalette &palette, const QColor &background)
{
    QTextCharFormat format;
    if (run.bold)
        format.setFontWeight(QFont::Bold);
    if (run.italic)
        format.setFontItalic(true);
    if (run.underlined)
        format.setFontUnderline(true);
    if (run.struckOut)
        format.setFontStrikeOut(true);
    if (run.fixedPitch)
        format.setFontFamilies(theme::fixedFont().families());
    QColor ink = run.ink ? QColor(*run.ink) : palette.color(QPalette::Text);
    QColor paper = run.paper ? QColor(*run.paper) : background;
    if (run.reversed)
        std::swap(ink, paper);
    if (paper != background) {
        // On a paper of its own a word keeps its ink: white on red stays white.
        format.setBackground(readable(paper, ink));
        format.setForeground(ink);
    } else if (run.ink) {
        format.setForeground(readable(ink, background));
    }
    if (run.picture) {
        // Pictures are not fetched from anywhere: their names are set apart from what is said.
        QColor tint = palette.color(QPalette::Text);
        tint.setAlphaF(0.12F);
        format.setBackground(tint);
    }
    return format;
}

} // namespace

QList<QTextLayout::FormatRange> textFormats(const Record &record, qsizetype length, const QPalette &palette,
                                            const QColor &background, bool keepLines)
{
    QList<QTextLayout::FormatRange> formats;
    const QList<TextRun> runs = record.kind == RecordKind::Message ? textRuns(record.fields) : QList<TextRun>();
    if (runs.isEmpty())
        return formats;
    // No character is shown by less than one: what lies behind need not be looked at.
    const QString text = QString::fromUtf8(record.text.left(4 * length)).left(length);
    for (const TextRun &run : runs) {
        QTextLayout::FormatRange range;
        range.start = int(std::min(length, shownAt(text, run.first, keepLines)));
        range.length = int(std::min(length, shownAt(text, run.last + 1, keepLines))) - range.start;
        range.format = formatOf(run, palette, background);
        if (range.length > 0)
            formats.append(range);
    }
    return formats;
}

} // namespace livebelt
