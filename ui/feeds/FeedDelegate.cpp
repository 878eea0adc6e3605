// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feeds/FeedDelegate.h"

#include "model/lists/FeedListModel.h"
#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int left = 30;
constexpr int right = 12;
constexpr int sparkWidth = 66, narrowestSpark = 24;
constexpr int inset = 6; ///< of the rounded highlight

void paintSparkline(QPainter &painter, const QRectF &area, const QList<double> &history, const QColor &color)
{
    const double most = history.isEmpty() ? 0 : *std::max_element(history.begin(), history.end());
    if (history.size() < 2 || most <= 0)
        return;
    const double step = area.width() / (FeedListModel::historyLength - 1);
    const double start = area.right() - step * double(history.size() - 1);
    QPainterPath line;
    for (qsizetype i = 0; i < history.size(); ++i) {
        const QPointF point(start + step * double(i), area.bottom() - history[i] / most * area.height());
        if (i == 0)
            line.moveTo(point);
        else
            line.lineTo(point);
    }
    QPainterPath below = line;
    below.lineTo(area.right(), area.bottom());
    below.lineTo(start, area.bottom());
    QColor faint = color;
    faint.setAlphaF(0.16F);
    painter.fillPath(below, faint);
    painter.setPen(QPen(color, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line);
}

QString secondLine(const QModelIndex &index, FeedState state)
{
    const QString problem = index.data(FeedListModel::ProblemRole).toString();
    if (state == FeedState::Live)
        return format::rate(index.data(FeedListModel::RateRole).toDouble());
    if (!problem.isEmpty())
        return visibleLine(problem);
    return theme::stateName(state);
}

QString unreadText(quint64 unread)
{
    return unread > 999 ? u"999+"_s : format::count(unread);
}

} // namespace

QSize FeedDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int line = option.fontMetrics.height();
    return {160, index.data(FeedListModel::IsGroupRole).toBool() ? line + 14 : 2 * line + 16};
}

void FeedDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(FeedListModel::IsGroupRole).toBool())
        paintGroup(*painter, option, index);
    else
        paintFeed(*painter, option, index);
    painter->restore();
}

void FeedDelegate::paintGroup(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter.setFont(theme::scaled(option.font, 0.88, true));
    painter.setPen(theme::muted(option.palette));
    const QRect area = option.rect.adjusted(12, 6, -right, 0);
    const QString name = visibleLine(index.data(Qt::DisplayRole).toString());
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideMiddle, area.width()));
}

void FeedDelegate::paintFeed(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QPalette &palette = option.palette;
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    if (chosen || option.state.testFlag(QStyle::State_MouseOver)) {
        QColor back = chosen ? palette.color(QPalette::Active, QPalette::Highlight) : palette.color(QPalette::Text);
        back.setAlphaF(chosen ? (theme::isDark(palette) ? 0.38F : 0.14F) : 0.05F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(back);
        painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, 1, -inset, -1), 6, 6);
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(theme::accent(palette), 1));
            painter.drawRoundedRect(QRectF(option.rect).adjusted(inset + 0.5, 1.5, -inset - 0.5, -1.5), 6, 6);
        }
    }

    const auto state = FeedState(index.data(FeedListModel::StateRole).toInt());
    const QRect area = option.rect.adjusted(left, 7, -right - 2, -7);
    const int line = option.fontMetrics.height();
    const QColor stateColor = theme::stateColor(state, palette);
    const QPointF centre(option.rect.left() + 20, area.top() + line / 2.0);
    // Filled and hollow, so that the state can be told without the colour.
    const bool filled = state == FeedState::Live || state == FeedState::Failed;
    painter.setPen(QPen(stateColor, 1.6));
    painter.setBrush(filled ? QBrush(stateColor) : QBrush(Qt::NoBrush));
    painter.drawEllipse(centre, 3.6, 3.6);

    int nameWidth = area.width();
    const auto unread = index.data(FeedListModel::UnreadRole).toULongLong();
    if (unread > 0 && !chosen) {
        const QFont small = theme::scaled(option.font, 0.85, true);
        const QString text = unreadText(unread);
        const int width = std::max(QFontMetrics(small).horizontalAdvance(text) + 10, line);
        QRectF pill(area.right() - width + 1, area.top() + 1, width, line - 2);
        QColor back = theme::accent(palette);
        back.setAlphaF(0.17F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(back);
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        painter.setFont(small);
        painter.setPen(theme::accent(palette));
        painter.drawText(pill, Qt::AlignCenter, text);
        nameWidth -= width + 8;
    }
    painter.setFont(unread > 0 && !chosen ? theme::scaled(option.font, 1, true) : option.font);
    painter.setPen(palette.color(QPalette::Active, QPalette::Text));
    const QString name = visibleLine(index.data(Qt::DisplayRole).toString());
    painter.drawText(QRect(area.left(), area.top(), nameWidth, line), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideRight, nameWidth));

    const QRect second(area.left(), area.bottom() - line + 1, area.width(), line);
    const auto history = index.data(FeedListModel::HistoryRole).value<QList<double>>();
    const bool spark = state == FeedState::Live || state == FeedState::Connecting || state == FeedState::Ended;
    painter.setFont(theme::scaled(option.font, 0.92));
    const QString said = secondLine(index, state);
    const int rest = second.width() - painter.fontMetrics().horizontalAdvance(said) - 8;
    if (spark && rest >= narrowestSpark) { // in a narrow tree, words are worth more
        const int width = std::min(sparkWidth, rest);
        const QRectF sparkArea(second.right() - width, second.top() + 2.5, width, second.height() - 5.0);
        paintSparkline(painter, sparkArea, history, theme::accent(palette));
    }
    painter.setPen(state == FeedState::Failed ? theme::bad(palette) : theme::muted(palette));
    painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(said, Qt::ElideRight, second.width()));
}

} // namespace livebelt
