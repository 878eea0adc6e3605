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

/// Where the code points of a text stand, once it is made visible: a control character takes more room there.
class ShownPlaces
{
public:
    ShownPlaces(QString text, bool keepLines)
        : m_text(std::move(text)), m_keepLines(keepLines), m_isPlain(visibleText(m_text, keepLines) == m_text)
    {
    }

    qsizetype of(qsizetype codePoint) const
    {
        qsizetype at = 0;
        for (; codePoint > 0 && at < m_text.size(); --codePoint)
            at += m_text[at].isHighSurrogate() && at + 1 < m_text.size() ? 2 : 1;
        return m_isPlain ? at : visibleText(QStringView(m_text).first(at), m_keepLines).size();
    }

private:
    QString m_text;
    bool m_keepLines;
    bool m_isPlain; ///< shown as it is, as nearly all are
};

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
    // Only the two of a line's end are ever shown by less than as many: what lies behind need not be looked at.
    const ShownPlaces places(QString::fromUtf8(record.text.left(6 * length)).left(2 * length), keepLines);
    for (const TextRun &run : runs) {
        QTextLayout::FormatRange range;
        range.start = int(std::min(length, places.of(run.first)));
        range.length = int(std::min(length, places.of(run.last + 1))) - range.start;
        range.format = formatOf(run, palette, background);
        if (range.length > 0)
            formats.append(range);
    }
    return formats;
}

} // namespace livebelt
