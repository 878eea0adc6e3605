// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latest/LatestDelegate.h"

#include "ui/lists/LevelMark.h"
#include "ui/theme/Theme.h"
#include "ui/views/latest/LatestModel.h"
#include "ui/views/latest/LatestText.h"
#include "ui/views/latest/Sparks.h"

#include <QApplication>
#include <QPainter>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int edge = 3;
constexpr int gap = 6;
constexpr qint64 old = 60'000'000; ///< micros after which a value is quiet

const LatestModel &modelOf(const QModelIndex &index)
{
    return *static_cast<const LatestModel *>(index.model());
}

QColor back(const QStyleOptionViewItem &option)
{
    const bool isChosen = option.state.testFlag(QStyle::State_Selected);
    return option.palette.color(isChosen ? QPalette::Highlight : QPalette::Base);
}

QColor front(const QStyleOptionViewItem &option, bool isQuiet)
{
    if (option.state.testFlag(QStyle::State_Selected))
        return option.palette.color(QPalette::HighlightedText);
    return isQuiet ? theme::muted(option.palette) : option.palette.color(QPalette::Text);
}

QColor curveColor(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected) ? option.palette.color(QPalette::HighlightedText)
                                                         : theme::accent(option.palette);
}

/// Paints text as far as there is room, and takes its room away.
void say(QPainter &painter, QRect &room, const QString &text, const QColor &color, Qt::Alignment side = Qt::AlignLeft)
{
    if (text.isEmpty() || room.width() < 8)
        return;
    painter.setPen(color);
    const QString fitting = painter.fontMetrics().elidedText(text, Qt::ElideRight, room.width());
    painter.drawText(room, int(side | Qt::AlignVCenter) | Qt::TextSingleLine, fitting);
    const int width = painter.fontMetrics().horizontalAdvance(fitting) + gap;
    if (side == Qt::AlignRight)
        room.setRight(room.right() - width);
    else
        room.setLeft(room.left() + width);
}

QString retained()
{
    return LatestModel::tr("retained");
}

void paintValue(QPainter &painter, const QStyleOptionViewItem &option, const LatestTree::Row &row)
{
    QRect room = option.rect.adjusted(gap, 0, -gap, 0);
    const Level level = row.entry ? row.entry->last.level : Level::None;
    if (hasLevelEdge(level)) {
        painter.fillRect(QRect(option.rect.left(), option.rect.top() + 1, edge, option.rect.height() - 2),
                         levelColor(level, option.palette, back(option)));
        QRect word = room;
        say(painter, word, levelWord(level, false), front(option, true), Qt::AlignRight);
        room.setRight(word.right());
    }
    if (row.entry && row.entry->isRetained()) {
        const int narrowest = option.fontMetrics.horizontalAdvance(retained()) + 60;
        if (room.width() > narrowest)
            say(painter, room, retained(), front(option, true), Qt::AlignRight);
    }
    say(painter, room, latest::value(row), front(option, !row.entry));
    say(painter, room, latest::rest(row), front(option, true));
}

} // namespace

void LatestDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem style = option;
    initStyleOption(&style, index);
    const QString text = std::exchange(style.text, QString());
    const QStyle &how = style.widget ? *style.widget->style() : *QApplication::style();
    how.drawPrimitive(QStyle::PE_PanelItemViewItem, &style, painter, style.widget);
    painter->save();
    painter->setClipRect(option.rect);
    painter->setFont(style.font);
    const LatestTree::Row row = modelOf(index).row(index);
    QRect room = option.rect.adjusted(gap, 0, -gap, 0);
    const auto column = LatestModel::Column(index.column());
    if (column == LatestModel::Value) {
        paintValue(*painter, style, row);
    } else if (column == LatestModel::Trend) {
        if (row.value)
            paintSparkline(*painter, QRectF(room).adjusted(0, 3, 0, -3), row.value->curve.numbers(), curveColor(style),
                           false);
    } else if (column == LatestModel::Name) {
        painter->setPen(front(style, false));
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(text, Qt::ElideMiddle, room.width()));
    } else {
        say(*painter, room, text, front(style, column != LatestModel::Age), Qt::AlignRight);
    }
    painter->restore();
    if (style.state.testFlag(QStyle::State_HasFocus) && index.column() == LatestModel::Name) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(style);
        focus.backgroundColor = back(style);
        how.drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, style.widget);
    }
}

QSize LatestDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {60, option.fontMetrics.height() + 8};
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int line = option.fontMetrics.height();
    return {line * 11, line * 5 + 26};
}

void CardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const LatestTree::Row row = modelOf(index).row(index);
    QStyleOptionViewItem style = option;
    const bool isChosen = style.state.testFlag(QStyle::State_Selected);
    const QRectF card = QRectF(option.rect).adjusted(4.5, 4.5, -4.5, -4.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isAt = style.state.testFlag(QStyle::State_HasFocus);
    painter->setPen(QPen(isAt ? theme::accent(style.palette) : theme::hairline(style.palette), isAt ? 2 : 1));
    painter->setBrush(isChosen ? style.palette.brush(QPalette::Highlight) : QBrush(theme::raised(style.palette)));
    painter->drawRoundedRect(card, 6, 6);
    const Level level = row.entry ? row.entry->last.level : Level::None;
    if (hasLevelEdge(level)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(levelColor(level, style.palette, back(style)));
        painter->drawRect(QRectF(card.left(), card.top() + 6, edge, card.height() - 12));
    }
    const QRect inner = card.toRect().adjusted(10, 7, -10, -7);
    const int line = style.fontMetrics.height();
    QRect top(inner.left(), inner.top(), inner.width(), line);
    const QFont small = theme::scaled(style.font, 0.9);
    painter->setFont(small);
    const qint64 now = microsNow();
    const qint64 received = modelOf(index).received(index);
    const bool isOld = received != noTime && now - received > old;
    QString side = isOld ? latest::age(received, now) : QString();
    if (row.entry && row.entry->isRetained())
        side = retained();
    else if (hasLevelEdge(level))
        side = levelWord(level, false);
    say(*painter, top, side, front(style, true), Qt::AlignRight);
    painter->setPen(front(style, true));
    painter->drawText(top, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(latest::title(row), Qt::ElideMiddle, top.width()));
    const bool isNumber = row.value || (row.entry && row.entry->last.hasValue());
    QRect middle(inner.left(), top.bottom() + 3, inner.width(), line * 2 - 2);
    painter->setFont(theme::scaled(style.font, isNumber ? 1.5 : 1.1, true));
    const QString value = latest::value(row);
    if (painter->fontMetrics().horizontalAdvance(value) > middle.width())
        painter->setFont(theme::scaled(style.font, 1, true));
    say(*painter, middle, value, front(style, isOld));
    const QRectF below(inner.left(), middle.bottom() + 3, inner.width(), inner.bottom() - middle.bottom() - 2);
    if (row.value)
        paintSparkline(*painter, below, row.value->curve.numbers(), curveColor(style), true);
    painter->restore();
}

} // namespace livebelt
