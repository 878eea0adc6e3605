// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/lines/RecordDelegate.h"

#include "model/lists/Excerpt.h"
#include "model/lists/RecordModel.h"
#include "model/records/Notice.h"
#include "model/records/Quantity.h"
#include "ui/lists/LevelMark.h"
#include "ui/lists/RowText.h"
#include "ui/lists/TextFormats.h"
#include "ui/lists/TextRuns.h"
#include "ui/lists/WrittenValue.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"
#include "ui/views/NoticeColor.h"
#include "ui/views/RowColors.h"

#include <QDateTime>
#include <QPainter>
#include <algorithm>
#include <tuple>
#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int fewestSubjectLetters = 8;
constexpr int fewestValueLetters = 11;
constexpr int widthForWords = 60; ///< digits: in a narrower row a letter stands for a level
constexpr int edgeWidth = 3;
constexpr char16_t firstStrongIsolate = 0x2068; // Unicode UAX #9
constexpr char16_t popIsolate = 0x2069;
constexpr qsizetype mostMeasured = 1024;

/// No more of a text than could be seen: what is shaped and measured must not depend on its length.
QString shownText(const QByteArray &utf8, int width)
{
    const qsizetype most = std::min(RecordModel::displayBytes, qsizetype(width) + 64);
    return visibleText(QString::fromUtf8(cutUtf8(utf8, most)));
}

/// Quiet text, but not so quiet on the tint of a selection that its contrast is gone.
QColor quiet(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected) ? option.palette.color(QPalette::Text)
                                                         : theme::muted(option.palette);
}

/// A text of a right-to-left script keeps to itself: what stands behind it reads as ever.
void isolate(QString &text, QList<QTextLayout::FormatRange> &formats)
{
    if (!text.isRightToLeft())
        return;
    text = QChar(firstStrongIsolate) + text + QChar(popIsolate);
    for (QTextLayout::FormatRange &range : formats)
        ++range.start;
}

/// Behind what is there already: "name value", the name quietly. A format is dear, so that the value has none.
void addField(QString &text, QList<QTextLayout::FormatRange> &formats, const RowField &field, const QColor &quiet)
{
    if (!text.isEmpty())
        text += u"   "_s;
    const bool isIsolated = field.value.isRightToLeft();
    QTextLayout::FormatRange range{int(text.size()), 0, {}};
    range.format.setForeground(quiet);
    if (!field.name.isEmpty())
        text += field.name + QChar(QChar::Nbsp);
    range.length = int(text.size()) - range.start;
    text += isIsolated ? QChar(firstStrongIsolate) + field.value + QChar(popIsolate) : field.value;
    if (field.name.isEmpty())
        range.length = int(text.size()) - range.start;
    formats << range;
}

} // namespace

/// One row while it is painted; places run from where reading begins, whichever side that is.
struct RecordDelegate::Row
{
    QPainter &painter;
    const QStyleOptionViewItem &option;
    QColor background;
    int at = 0;  ///< from the side where reading begins
    int end = 0; ///< the same way round

    /// One for the whole row, whatever fonts its texts fall back to.
    int baseline() const
    {
        const QFontMetrics &metrics = option.fontMetrics;
        return option.rect.top() + (option.rect.height() + metrics.ascent() - metrics.descent()) / 2;
    }

    void paint(const RowText &text, const QRect &rect) const
    {
        text.paint(painter, rect, baseline(), option.direction);
    }

    QRect next(int width, int gap)
    {
        width = std::clamp(width, 0, std::max(0, end - at));
        const QRect place(option.rect.left() + at, option.rect.top(), width, option.rect.height());
        at += width + gap;
        return QStyle::visualRect(option.direction, option.rect, place);
    }
};

void RecordDelegate::setFont(const QFont &font)
{
    m_font = font;
    m_strong = font;
    m_strong.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(m_font);
    m_rowHeight = metrics.height() + std::max(6, metrics.height() * 2 / 5);
    m_margin = std::max(8, metrics.height() / 2);
    m_times = TabularText(m_font);
    m_digit = m_times.digitWidth();
    m_timeWidth = m_times.width(u"00:00:00.000");
    m_dateWidth = m_times.width(u"0000-00-00 00:00:00.000");
    forgetWidths();
}

void RecordDelegate::forgetWidths()
{
    m_subjectWidth = fewestSubjectLetters * m_digit;
    m_valueWidth = fewestValueLetters * m_digit;
    m_originWidth = m_levelWidth = m_letterWidth = 0;
    m_measured.clear();
    m_fields.forget();
}

void RecordDelegate::setHighlights(const QList<ContainsTerm> &terms)
{
    m_textHighlights.clear();
    m_subjectHighlights.clear();
    for (const ContainsTerm &term : terms) {
        if (term.words.isEmpty())
            continue;
        if (term.place == FilterPlace::Anywhere || term.place == FilterPlace::Text)
            m_textHighlights.append(term.words);
        if (term.place == FilterPlace::Anywhere || term.place == FilterPlace::Subject)
            m_subjectHighlights.append(term.words);
    }
}

void RecordDelegate::makeRoomFor(const Record &record, int rowWidth)
{
    const std::tuple before(m_subjectWidth, m_levelWidth, m_valueWidth);
    makeRoomForSubject(record.subject, rowWidth);
    m_fields.note(record);
    if (record.level != Level::None && m_levelWidth == 0) {
        const QFontMetrics metrics(m_strong);
        for (auto level = Level::Trace; level <= Level::Fatal; level = Level(int(level) + 1)) {
            m_levelWidth = std::max(m_levelWidth, metrics.horizontalAdvance(levelWord(level, false)) + 2);
            m_letterWidth = std::max(m_letterWidth, metrics.horizontalAdvance(levelWord(level, true)) + 2);
        }
    }
    if (record.hasValue()) {
        const qsizetype letters = toString(writtenValue(record), record).size();
        m_valueWidth = std::max(m_valueWidth, std::min(int(letters + 1) * m_digit, rowWidth / 4));
    }
    m_epoch += before != std::tuple(m_subjectWidth, m_levelWidth, m_valueWidth) ? 1 : 0;
}

void RecordDelegate::makeRoomForSubject(const QByteArray &subject, int rowWidth)
{
    const int most = rowWidth / 3;
    if (m_subjectWidth >= most || subject.isEmpty())
        return;
    // Measuring is dear and the same few subjects come again and again.
    auto measured = m_measured.constFind(subject);
    if (measured == m_measured.constEnd()) {
        if (m_measured.size() >= mostMeasured)
            m_measured.clear();
        const int width = QFontMetrics(m_strong).horizontalAdvance(shownText(subject, most));
        const auto key = cutUtf8(subject, RecordModel::displayBytes);
        m_measured.insert(key, width + 2);
        measured = m_measured.constFind(key);
    }
    if (*measured > m_subjectWidth)
        m_subjectWidth = std::min(*measured + m_digit, most);
}

QColor RecordDelegate::background(const QPalette &palette, QStyle::State state)
{
    const QColor base = palette.color(QPalette::Base);
    const bool hovered = state.testFlag(QStyle::State_MouseOver);
    if (state.testFlag(QStyle::State_Selected)) {
        const double share = state.testFlag(QStyle::State_Active) ? 0.24 : 0.14;
        return mixed(base, palette.color(QPalette::Highlight), hovered ? share + 0.05 : share);
    }
    return hovered ? mixed(base, palette.color(QPalette::Text), 0.045) : base;
}

void RecordDelegate::makeRoomForOrigin(const QString &name, int rowWidth)
{
    if (name.isEmpty())
        return;
    const int width = QFontMetrics(m_font).horizontalAdvance(visibleLine(name, 40)) + 2;
    const int before = std::exchange(m_originWidth, std::max(m_originWidth, std::min(width, rowWidth / 6)));
    m_epoch += before != m_originWidth ? 1 : 0;
}

void RecordDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const Record &record,
                           const QString &origin) const
{
    paintRow(painter, option, &record, origin);
}

void RecordDelegate::paintMissing(QPainter *painter, const QStyleOptionViewItem &option, const QString &words) const
{
    paintRow(painter, option, nullptr, words);
}

void RecordDelegate::paintRow(QPainter *painter, const QStyleOptionViewItem &option, const Record *record,
                              const QString &words) const
{
    painter->save();
    painter->setClipRect(option.rect, Qt::IntersectClip);
    Row row{*painter, option, background(option.palette, option.state), m_margin, option.rect.width() - m_margin};
    if (row.background != option.palette.color(QPalette::Base))
        painter->fillRect(option.rect, row.background);
    if (record) {
        paintTime(row, *record);
        paintOrigin(row, words);
        if (record->kind == RecordKind::Notice)
            paintNotice(row, *record);
        else
            paintRecord(row, *record);
    } else {
        const QString text = words.isEmpty() ? u"· · ·"_s : visibleLine(words);
        row.paint({text, theme::muted(option.palette)}, row.next(row.end - row.at, 0));
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(option.palette.color(QPalette::Highlight), 1.5));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 4, 4);
    }
    painter->restore();
}

void RecordDelegate::paintTime(Row &row, const Record &record) const
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(record.when() / 1000);
    // A narrow row keeps its room for what is said.
    const bool withDate = m_withDate && row.option.rect.width() >= m_dateWidth + m_subjectWidth + 40 * m_digit;
    const QString text = record.when() == noTime
                             ? QString()
                             : when.toString(withDate ? u"yyyy-MM-dd HH:mm:ss.zzz"_s : u"HH:mm:ss.zzz"_s);
    const QRect rect = row.next(withDate ? m_dateWidth : m_timeWidth, m_margin);
    row.painter.setFont(m_font);
    row.painter.setPen(quiet(row.option));
    m_times.draw(row.painter, QPointF(rect.left(), row.baseline()), text);
}

void RecordDelegate::paintOrigin(Row &row, const QString &name) const
{
    if (m_originWidth == 0)
        return;
    const QRect place = row.next(m_originWidth, m_margin);
    row.painter.setFont(m_font);
    row.paint({visibleLine(name, 40), m_colors.colorOf(name.toUtf8(), row.background), {}, {}, {}, Qt::ElideMiddle},
              place);
}

void RecordDelegate::paintNotice(Row &row, const Record &record) const
{
    const QPalette &palette = row.option.palette;
    const QRect dot = row.next(m_digit, m_margin * 2 / 3);
    const QColor color = noticeColor(record, palette);
    row.painter.setRenderHint(QPainter::Antialiasing);
    row.painter.setPen(Qt::NoPen);
    row.painter.setBrush(color);
    const double radius = m_digit * 0.38;
    row.painter.drawEllipse(QRectF(dot).center(), radius, radius);
    const QByteArray &text = record.text.isEmpty() ? record.subject : record.text;
    const QRect place = row.next(row.end - row.at, 0);
    const QString words = shownText(text, place.width());
    row.paint({words, quiet(row.option), {}, m_textHighlights, highlightOn(row)}, place);
    // A line on to the edge sets it apart from what people and sensors say.
    const int used = row.option.fontMetrics.horizontalAdvance(words) + m_margin;
    if (used + m_margin < place.width()) {
        const bool fromRight = row.option.direction == Qt::RightToLeft;
        const QRect rest = fromRight ? place.adjusted(0, 0, -used, 0) : place.adjusted(used, 0, 0, 0);
        row.painter.fillRect(QRect(rest.left(), rest.center().y(), rest.width(), 1), theme::hairline(palette));
    }
}

/// A word, or a letter where there is little room; what has to be seen has a coloured edge as well.
void RecordDelegate::paintLevel(Row &row, Level level) const
{
    if (m_levelWidth == 0)
        return;
    const bool isShort = row.option.rect.width() < widthForWords * m_digit;
    const QRect place = row.next(isShort ? m_letterWidth : m_levelWidth, m_margin);
    if (level == Level::None)
        return;
    const QColor color = levelColor(level, row.option.palette, row.background);
    row.painter.setFont(hasLevelEdge(level) ? m_strong : m_font);
    row.paint({levelWord(level, isShort), color}, place);
    if (hasLevelEdge(level)) {
        const QRect edge(row.option.rect.topLeft(), QSize(edgeWidth, row.option.rect.height()));
        row.painter.fillRect(QStyle::visualRect(row.option.direction, row.option.rect, edge), color);
    }
}

void RecordDelegate::paintValue(Row &row, const QString &value) const
{
    const QRect place = row.next(m_valueWidth, m_margin * 3 / 2);
    row.painter.setPen(row.option.palette.color(QPalette::Text));
    row.painter.drawText(place, int(QStyle::visualAlignment(row.option.direction, Qt::AlignRight) | Qt::AlignVCenter),
                         row.option.fontMetrics.elidedText(value, Qt::ElideRight, place.width()));
}

void RecordDelegate::paintRecord(Row &row, const Record &record) const
{
    const QPalette &palette = row.option.palette;
    const bool person = record.kind == RecordKind::Message && m_fields.isChat(record);
    const QColor ink = palette.color(QPalette::Text);
    paintLevel(row, record.level);
    const QRect subject = row.next(m_subjectWidth, m_margin);
    row.painter.setFont(person ? m_strong : m_font);
    row.paint({shownText(record.subject, subject.width()),
               person ? personColor(row, record) : ink,
               {},
               m_subjectHighlights,
               highlightOn(row),
               person ? Qt::ElideRight : Qt::ElideMiddle},
              subject);
    row.painter.setFont(m_font);
    WrittenValue value;
    if (record.hasValue()) {
        value = writtenValue(record);
        paintValue(row, toString(value, record));
    }
    const QRect place = row.next(row.end - row.at, 0);
    const bool isSaid = record.hasValue() && repeatsValue(record, value);
    QString text = isSaid ? QString() : shownText(record.text, place.width());
    auto formats = textFormats(record, text.size(), palette, row.background);
    // No more of them than could be seen: a letter is half a digit wide at least.
    const auto fields = m_fields.of(record, value.field, 2 * place.width() / m_digit - text.size());
    const QColor said = record.hasValue() ? quiet(row.option) : ink; // the text, beside a value
    if (!fields.empty()) {
        isolate(text, formats);
        if (said != ink && !text.isEmpty()) {
            QTextLayout::FormatRange range{0, int(text.size()), {}};
            range.format.setForeground(said);
            formats.prepend(range);
        }
    }
    for (const RowField &field : fields)
        addField(text, formats, field, quiet(row.option));
    row.paint({text, fields.empty() ? said : ink, formats, m_textHighlights, highlightOn(row)}, place);
}

/// As the person has chosen, where the chat keeps that.
QColor RecordDelegate::personColor(const Row &row, const Record &record) const
{
    const auto chosen = authorColor(record.fields);
    return chosen ? readable(QColor(*chosen), row.background) : m_colors.colorOf(record.subject, row.background);
}

QTextCharFormat RecordDelegate::highlightOn(const Row &row) const
{
    QTextCharFormat format;
    if (m_textHighlights.isEmpty() && m_subjectHighlights.isEmpty())
        return format; // as for most rows that are ever painted
    format.setBackground(mixed(row.background, QColor(255, 190, 0), 0.38));
    format.setForeground(row.option.palette.color(QPalette::Text));
    return format;
}

} // namespace livebelt
