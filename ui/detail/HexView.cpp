// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/HexView.h"

#include "ui/theme/Theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 12;
constexpr qsizetype longestCopy = 1024 * 1024;

QChar printable(char byte)
{
    return byte >= 0x20 && byte < 0x7F ? QLatin1Char(byte) : QLatin1Char('.');
}

} // namespace

HexView::HexView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFont(theme::fixedFont());
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setAccessibleName(tr("Bytes of the record in hexadecimal"));
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
}

void HexView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_anchor = m_current = -1;
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    updateLayout();
}

qsizetype HexView::rowCount() const
{
    return (m_bytes.size() + m_perRow - 1) / m_perRow;
}

QString HexView::rowText(qsizetype row) const
{
    const auto part =
        QByteArrayView(m_bytes).sliced(row * m_perRow).first(std::min(m_perRow, m_bytes.size() - row * m_perRow));
    QString text = u"%1  "_s.arg(row * m_perRow, m_offsetDigits, 16, QChar(u'0'));
    for (qsizetype i = 0; i < m_perRow; ++i) {
        text += i < part.size() ? u"%1 "_s.arg(uchar(part[i]), 2, 16, QChar(u'0')) : u"   "_s;
        if (i == 7 && m_perRow > 8)
            text += u' ';
    }
    text += u' ';
    for (const char byte : part)
        text += printable(byte);
    return text;
}

QString HexView::selectedText() const
{
    if (m_anchor < 0 || m_bytes.isEmpty())
        return {};
    const qsizetype first = std::min(m_anchor, m_current);
    const qsizetype count = std::min(std::abs(m_anchor - m_current) + 1, longestCopy);
    return QString::fromLatin1(m_bytes.mid(first, count).toHex(' '));
}

void HexView::selectAll()
{
    m_anchor = m_bytes.isEmpty() ? -1 : 0;
    m_current = m_bytes.size() - 1;
    viewport()->update();
}

int HexView::hexColumn(qsizetype index) const
{
    return m_offsetDigits + 2 + int(index) * 3 + (index > 7 && m_perRow > 8 ? 1 : 0);
}

int HexView::asciiColumn() const
{
    return m_offsetDigits + 2 + int(m_perRow) * 3 + (m_perRow > 8 ? 1 : 0) + 1;
}

void HexView::updateLayout()
{
    const QFontMetrics metrics(font());
    const int cell = metrics.horizontalAdvance(u'0');
    m_offsetDigits = m_bytes.size() > 0xffff'ffffLL ? 12 : m_bytes.size() > 0xffff ? 8 : 4;
    const auto width = [this, cell] { return (asciiColumn() + int(m_perRow)) * cell + 2 * margin; };
    m_perRow = 16;
    if (width() > viewport()->width())
        m_perRow = 8;
    const int rows = std::max(1, viewport()->height() / metrics.lineSpacing() - 1);
    verticalScrollBar()->setRange(0, int(std::max<qsizetype>(0, rowCount() - rows)));
    verticalScrollBar()->setPageStep(rows);
    horizontalScrollBar()->setRange(0, std::max(0, width() - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(cell);
    viewport()->update();
}

void HexView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setFont(font());
    const QFontMetrics metrics(font());
    const int cell = metrics.horizontalAdvance(u'0');
    const int line = metrics.lineSpacing();
    const int left = margin - horizontalScrollBar()->value();
    const qsizetype top = verticalScrollBar()->value();
    const qsizetype last = std::min(rowCount(), top + viewport()->height() / line + 1);
    const qsizetype from = std::min(m_anchor, m_current);
    const qsizetype to = std::max(m_anchor, m_current);
    for (qsizetype row = top; row < last; ++row) {
        const int y = 6 + int(row - top) * line;
        for (qsizetype i = 0; m_anchor >= 0 && i < m_perRow; ++i) {
            const qsizetype byte = row * m_perRow + i;
            if (byte < from || byte > to || byte >= m_bytes.size())
                continue;
            QColor marked = palette().color(QPalette::Highlight);
            marked.setAlpha(90);
            painter.fillRect(left + hexColumn(i) * cell, y, 2 * cell, line, marked);
            painter.fillRect(left + (asciiColumn() + int(i)) * cell, y, cell, line, marked);
        }
        const QString text = rowText(row);
        painter.setPen(theme::muted(palette()));
        painter.drawText(left, y + metrics.ascent(), text.left(m_offsetDigits));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(left + m_offsetDigits * cell, y + metrics.ascent(), text.mid(m_offsetDigits));
    }
}

qsizetype HexView::byteAt(const QPoint &point) const
{
    const QFontMetrics metrics(font());
    const int column = (point.x() - margin + horizontalScrollBar()->value()) / metrics.horizontalAdvance(u'0');
    const qsizetype row = verticalScrollBar()->value() + (point.y() - 6) / metrics.lineSpacing();
    qsizetype index = 0;
    if (column >= asciiColumn()) {
        index = std::min<qsizetype>(column - asciiColumn(), m_perRow - 1);
    } else {
        while (index + 1 < m_perRow && hexColumn(index + 1) <= column)
            ++index;
    }
    return std::clamp<qsizetype>(row * m_perRow + index, 0, m_bytes.size() - 1);
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_bytes.isEmpty())
        return;
    m_anchor = m_current = byteAt(event->position().toPoint());
    viewport()->update();
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || m_anchor < 0)
        return;
    m_current = byteAt(event->position().toPoint());
    viewport()->update();
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(selectedText());
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (event->key() == Qt::Key_Home)
        verticalScrollBar()->setValue(0);
    else if (event->key() == Qt::Key_End)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateLayout();
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateLayout();
}

} // namespace livebelt
