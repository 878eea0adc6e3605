// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/MatchStrip.h"

#include "model/lists/RecordMarks.h"
#include "ui/theme/Theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

namespace livebelt {

namespace {

quint8 marksBetween(const MarkBuckets *marks, quint64 first, quint64 last)
{
    if (!marks || first == 0)
        return 0;
    const quint64 from = (first - 1) / marks->span();
    const quint64 to = std::min((last - 1) / marks->span(), quint64(MarkBuckets::count - 1));
    quint8 found = 0;
    for (quint64 bucket = from; bucket <= to; ++bucket)
        found |= marks->at(int(bucket));
    return found;
}

} // namespace

MatchStrip::MatchStrip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Where matches, marks, notices and gaps are"));
    setToolTip(tr("All of this feed, the oldest on top: matches, your marks, notices and gaps as far as they are "
                  "known.\nClick to "
                  "go there."));
}

void MatchStrip::setMarks(const MarkBuckets *notices, const MarkBuckets *matches)
{
    m_notices = notices;
    m_matches = matches;
    update();
}

void MatchStrip::setPersonsMarks(const RecordMarks *marks)
{
    m_persons = marks;
    update();
}

void MatchStrip::setRange(quint64 end, quint64 first, quint64 last)
{
    m_end = end;
    m_first = first;
    m_last = last;
    update();
}

QSize MatchStrip::sizeHint() const
{
    return {10, 80};
}

quint64 MatchStrip::seqAt(int y) const
{
    const int height = std::max(1, this->height());
    // In two steps, so that nothing overflows at any number of records.
    const auto whole = m_end / quint64(height);
    const auto rest = m_end % quint64(height);
    return std::min(m_end, whole * quint64(y) + rest * quint64(y) / quint64(height) + 1);
}

int MatchStrip::yOf(quint64 seq) const
{
    return m_end == 0 ? 0 : int(double(seq - 1) / double(m_end) * height());
}

quint8 MatchStrip::marksAt(int y) const
{
    if (m_end == 0 || y < 0 || y >= height())
        return 0;
    const quint64 first = seqAt(y);
    const quint64 last = std::max(first, seqAt(y + 1) - 1);
    const auto next = m_persons ? m_persons->next(first - 1, true) : std::nullopt;
    const quint8 persons = next && *next <= last ? MarkBuckets::Person : 0;
    return marksBetween(m_notices, first, last) | marksBetween(m_matches, first, last) | persons;
}

void MatchStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.fillRect(layoutDirection() == Qt::RightToLeft ? width() - 1 : 0, 0, 1, height(),
                     theme::hairline(palette()));
    if (m_end == 0)
        return;
    if (m_first != 0) {
        QColor shade = palette().color(QPalette::Text);
        shade.setAlphaF(0.10F);
        const int top = std::min(yOf(m_first), height() - 3);
        painter.fillRect(0, top, width(), std::max(3, yOf(m_last + 1) - top), shade);
    }
    const QColor match = theme::accent(palette());
    const QColor gap = theme::warning(palette());
    const QColor note = theme::muted(palette());
    for (int y = 0; y < height(); ++y) {
        const quint8 marks = marksAt(y);
        // Two pixels high: a single one is easily missed.
        if (marks & MarkBuckets::Match)
            painter.fillRect(2, y, width() - 4, 2, match);
        if (marks & MarkBuckets::Note)
            painter.fillRect(width() / 2 - 1, y, 3, 2, note);
        if (marks & MarkBuckets::Gap)
            painter.fillRect(2, y, width() - 4, 2, gap);
        if (marks & MarkBuckets::Person)
            painter.fillRect(1, y, width() - 2, 3, palette().color(QPalette::Text));
    }
}

void MatchStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_end > 0)
        Q_EMIT seqWanted(seqAt(std::clamp(event->position().toPoint().y(), 0, height() - 1)));
}

void MatchStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && m_end > 0)
        Q_EMIT seqWanted(seqAt(std::clamp(event->position().toPoint().y(), 0, height() - 1)));
}

} // namespace livebelt
