// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/FilterEdit.h"

#include "ui/theme/Theme.h"

#include <QPainter>
#include <algorithm>

namespace livebelt {

void FilterEdit::setMark(const std::optional<FilterRemark> &mark, bool isError)
{
    if (mark == m_mark && isError == m_isError)
        return;
    m_mark = mark;
    m_isError = isError;
    update();
}

QRect FilterEdit::markRect() const
{
    if (!m_mark)
        return {};
    // Counted from the cursor, whose place is known however far the text has been scrolled.
    const QString all = text();
    const qsizetype from = std::clamp<qsizetype>(m_mark->at, 0, all.size());
    const qsizetype to = std::clamp<qsizetype>(m_mark->at + m_mark->length, from, all.size());
    const auto x = [&](qsizetype at) {
        const int cursor = cursorPosition();
        const QRect place = cursorRect();
        const int between =
            fontMetrics().horizontalAdvance(all.mid(std::min<qsizetype>(at, cursor), std::abs(at - cursor)));
        return place.center().x() + (at < cursor ? -between : between);
    };
    const int left = x(from), least = fontMetrics().averageCharWidth();
    const int right = std::max(x(to), left + least);
    const QRect line(left, cursorRect().top(), right - left, cursorRect().height());
    return line.intersected(contentsRect());
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    LineEdit::paintEvent(event);
    const QRect place = markRect();
    if (place.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_isError ? theme::bad(palette()) : theme::muted(palette()), 1.2));
    constexpr qreal step = 3;
    QPolygonF wave;
    bool isUp = false;
    for (qreal x = place.left(); x <= place.right() + step; x += step, isUp = !isUp)
        wave << QPointF(x, place.bottom() - (isUp ? 2 : 0));
    painter.setClipRect(place.adjusted(0, 0, 1, 2));
    painter.drawPolyline(wave);
}

} // namespace livebelt
