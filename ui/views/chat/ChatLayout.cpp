// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/chat/ChatLayout.h"

#include "ui/lists/SubjectColors.h"
#include "ui/lists/TextFormats.h"
#include "ui/text/Links.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"
#include "ui/views/NoticeColor.h"
#include "ui/views/RowColors.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QPainter>
#include <QStyle>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBytes = 6000; ///< of a message: the detail has all of it
constexpr qsizetype mostNickBytes = 200;
constexpr qsizetype mostReplyBytes = 300;
constexpr int edgeWidth = 3;
constexpr int chipPadding = 5;

QString words(const char *text)
{
    return QCoreApplication::translate("livebelt::ChatLayout", text);
}

QString timeOf(const Record &record)
{
    return record.when() == noTime ? QString()
                                   : QDateTime::fromMSecsSinceEpoch(record.when() / 1000).toString(u"HH:mm"_s);
}

} // namespace

ChatLayout::ChatLayout(const Record &record, const ChatLine &line, const Surroundings &surroundings,
                       const Setting &setting, int width)
    : m_setting(setting), m_width(width), m_isPrivate(line.isPrivate)
{
    if (surroundings.isHidden)
        return;
    m_foldLink = surroundings.foldLink;
    addTop(line, surroundings);
    addHead(record, line, surroundings);
    addBody(record, line, surroundings);
    const int text = std::max(m_body.text.height(), QFontMetrics(m_setting.style.font).height());
    m_height = m_y + text + (m_setting.lineHeight - QFontMetrics(m_setting.style.font).height());
    m_spoken.removeAll(QString());
}

ChatLayout::ChatLayout(const QString &missing, const Setting &setting, int width) : m_setting(setting), m_width(width)
{
    m_body = piece(missing.isEmpty() ? QByteArray("· · ·") : missing.toUtf8(), setting.style.font,
                   width - 2 * setting.margin, Ink::Quiet);
    m_body.place = QRect(setting.margin, 0, width - 2 * setting.margin, setting.lineHeight);
    m_height = setting.lineHeight;
    m_spoken = {missing};
}

ChatLayout::Piece ChatLayout::piece(const QByteArray &text, const QFont &font, int room, Ink ink) const
{
    Piece made;
    made.said = ShownText(text, std::min(mostBytes, qsizetype(std::max(room, 0)) + 64));
    made.text = KeptText(made.said.shown(), {font, m_setting.style.direction}, room);
    made.ink = ink;
    return made;
}

QRect ChatLayout::mirrored(const QRect &rect) const
{
    return QStyle::visualRect(m_setting.style.direction, QRect(0, 0, m_width, 1), rect);
}

/// Returns where it ends.
int ChatLayout::addPiece(Piece made, int x, int y)
{
    const int width = std::min(made.text.naturalWidth(), std::max(0, m_width - x));
    const int padding = made.isChip ? chipPadding : 0;
    made.place = mirrored(QRect(x + padding, y, width, made.text.height()));
    m_pieces.push_back(std::move(made));
    return x + width + 2 * padding;
}

void ChatLayout::addTop(const ChatLine &line, const Surroundings &surroundings)
{
    const int padding = (m_setting.lineHeight - QFontMetrics(m_setting.style.font).height()) / 2;
    if (!surroundings.day.isEmpty()) {
        m_day = surroundings.day;
        m_spoken += m_day;
        m_y += m_setting.lineHeight + m_setting.lineHeight / 3;
    }
    m_y += padding;
    if (surroundings.isFoldOpen) {
        const int x = m_setting.margin + m_setting.timeWidth + m_setting.margin;
        Piece fold = piece((u"▾ "_s + surroundings.fold).toUtf8(), m_setting.style.font, m_width - x, Ink::Quiet);
        addPiece(std::move(fold), x, m_y);
        m_foldPlace = mirrored(QRect(x, m_y, m_width - x, m_setting.lineHeight));
        m_spoken += surroundings.fold;
        m_y += m_setting.lineHeight;
    }
    if (line.replyTo.isEmpty() || !line.isSaid())
        return;
    const QFont small = theme::scaled(m_setting.style.font, 0.88);
    const int x = m_setting.margin + m_setting.timeWidth + m_setting.margin;
    const QByteArray said =
        "\xE2\x86\xAA " + line.replyTo.left(mostNickBytes) + ": " + line.replyText.left(mostReplyBytes);
    Piece reply = piece(said, small, m_width - x - m_setting.margin, Ink::Quiet);
    m_spoken += words("in reply to %1").arg(QString::fromUtf8(line.replyTo.left(mostNickBytes)));
    const int height = reply.text.height();
    addPiece(std::move(reply), x, m_y);
    m_y += height;
}

/// Time, channel, marks, badges and nick.
void ChatLayout::addHead(const Record &record, const ChatLine &line, const Surroundings &surroundings)
{
    const QFont &font = m_setting.style.font;
    QFont strong = font;
    strong.setWeight(QFont::DemiBold);
    const QFont small = theme::scaled(font, 0.85);
    const QString time = timeOf(record);
    m_spoken += time;
    m_at = m_setting.margin;
    addPiece(piece(time.toUtf8(), font, m_setting.timeWidth, Ink::Quiet), m_at, m_y);
    m_at += m_setting.timeWidth + m_setting.margin;
    const int drop = (QFontMetrics(font).ascent() - QFontMetrics(small).ascent());
    const auto chip = [&](const QByteArray &text, Ink ink, const QColor &color = {}) {
        Piece made = piece(text, small, m_width / 4, ink);
        made.isChip = true;
        made.color = color;
        m_spoken += made.said.shown();
        m_at = addPiece(std::move(made), m_at, m_y + drop) + m_setting.margin / 2;
    };
    const bool isFold = !surroundings.fold.isEmpty() && !surroundings.isFoldOpen;
    if (m_setting.hasChannels && !line.channel.isEmpty() && !isFold)
        chip(line.channel.left(mostNickBytes), Ink::Quiet);
    const QPalette &palette = m_setting.style.palette;
    if (line.isPrivate)
        chip(words("private").toUtf8(), Ink::Own, readable(theme::accent(palette), hardestBackground(palette)));
    if (line.kind == ChatLine::Kind::Notice)
        chip(words("notice").toUtf8(), Ink::Quiet);
    if (surroundings.isRemoved)
        chip(words("removed").toUtf8(), Ink::Quiet);
    if (!line.isSaid() || isFold) {
        m_dot = line.kind == ChatLine::Kind::Note && !isFold ? noticeColor(record, palette) : QColor();
        return;
    }
    for (const QString &badge : line.badges)
        chip(badge.toUtf8(), Ink::Quiet);
    QByteArray nick = line.nick.left(mostNickBytes);
    m_spoken += visibleLine(QString::fromUtf8(nick));
    if (line.kind == ChatLine::Kind::Action)
        nick.prepend("* ");
    Piece made = piece(nick, strong, std::max(m_width / 3, 1), surroundings.isRemoved ? Ink::Quiet : Ink::Own);
    made.color = surroundings.nickColor;
    m_at = addPiece(std::move(made), m_at, m_y) + m_setting.margin;
}

QList<QTextLayout::FormatRange> ChatLayout::bodyFormats(const Record &record, const ShownText &said)
{
    const QPalette &palette = m_setting.style.palette;
    const QColor ground = hardestBackground(palette);
    auto formats = textFormats(record, said.shown().size(), palette, ground);
    for (const TextSpan &link : linksIn(said.shown())) {
        const int first = said.toArrived(link.first), last = said.toArrived(link.last);
        m_links.emplace_back(link, said.arrived().mid(first, last - first));
        QTextLayout::FormatRange range{link.first, link.last - link.first, {}};
        range.format.setForeground(readable(palette.color(QPalette::Link), ground));
        range.format.setFontUnderline(true);
        formats.append(range);
    }
    for (const QString &word : m_setting.ownWords) {
        for (const TextSpan &found : wordsIn(said.shown(), word)) {
            m_isForMe = true;
            QTextLayout::FormatRange range{found.first, found.last - found.first, {}};
            range.format.setFontWeight(QFont::Bold);
            formats.append(range);
        }
    }
    return formats;
}

void ChatLayout::addBody(const Record &record, const ChatLine &line, const Surroundings &surroundings)
{
    const bool isFold = !surroundings.fold.isEmpty() && !surroundings.isFoldOpen;
    const int left = m_setting.margin + m_setting.timeWidth + m_setting.margin;
    // The lines below the first one stand under one another, whoever says them.
    const int hang = std::min(left + (line.isSaid() && !isFold ? m_setting.nickWidth : 0), m_width / 2);
    const int begin = std::max(m_at, hang);
    const int room = std::max(m_width - hang - m_setting.margin, 40);
    KeptText::Style style{m_setting.style.font, m_setting.style.direction};
    style.isWrapped = true;
    style.firstIndent = std::min(begin - hang, room - 40 > 0 ? room - 40 : 0);
    style.highlights = m_setting.highlights;
    style.highlight = highlightFormat(m_setting.style.palette);
    if (m_dot.isValid())
        style.firstIndent += m_setting.margin;
    QByteArray text = record.text.isEmpty() && !line.isSaid() ? record.subject : record.text;
    if (isFold)
        text = (u"▸ "_s + surroundings.fold).toUtf8();
    m_body.said = ShownText(text, mostBytes);
    if (!isFold && !surroundings.isRemoved)
        style.formats = bodyFormats(record, m_body.said);
    if (line.kind == ChatLine::Kind::Action)
        style.font.setItalic(true);
    if (surroundings.isRemoved)
        style.font.setStrikeOut(true);
    m_body.ink = line.isSaid() && !isFold && !surroundings.isRemoved ? Ink::Text : Ink::Quiet;
    m_body.text = KeptText(m_body.said.shown(), style, room);
    m_body.place = mirrored(QRect(hang, m_y, room, m_body.text.height()));
    m_spoken += m_body.said.shown();
    if (isFold)
        m_foldPlace = m_body.place;
}

void ChatLayout::paint(QPainter &painter, const QRect &place, const RowLook &look) const
{
    const QPalette &palette = m_setting.style.palette;
    const QPoint origin = place.topLeft();
    if ((m_isForMe || m_isPrivate) && !look.isSelected) {
        painter.fillRect(place,
                         mixed(palette.color(QPalette::Base), theme::accent(palette), look.isHovered ? 0.15 : 0.1));
        RowLook frame = look;
        frame.isHovered = false;
        paintRowGround(painter, place, palette, frame);
        painter.fillRect(QStyle::visualRect(m_setting.style.direction, place,
                                            QRect(place.topLeft(), QSize(edgeWidth, place.height()))),
                         theme::accent(palette));
    } else {
        paintRowGround(painter, place, palette, look);
    }
    if (!m_day.isEmpty()) {
        const QFontMetrics metrics(m_setting.style.font);
        const int width = metrics.horizontalAdvance(m_day) + 2 * m_setting.margin;
        const QRect above(place.left(), place.top(), place.width(), m_setting.lineHeight + m_setting.lineHeight / 3);
        if (look.isSelected || look.isHovered || m_isForMe || m_isPrivate)
            painter.fillRect(above, palette.color(QPalette::Base));
        const int y = above.center().y(), middle = (place.width() - width) / 2;
        painter.fillRect(QRect(place.left() + m_setting.margin, y, middle - m_setting.margin, 1),
                         theme::hairline(palette));
        painter.fillRect(QRect(place.left() + middle + width, y, middle - m_setting.margin, 1),
                         theme::hairline(palette));
        painter.setFont(m_setting.style.font);
        painter.setPen(theme::muted(palette));
        painter.drawText(above, Qt::AlignCenter, m_day);
    }
    for (const Piece &each : m_pieces) {
        const QColor ink = each.ink == Ink::Own && each.color.isValid() ? each.color : quietInk(palette, look);
        if (each.isChip) {
            painter.save();
            painter.setRenderHint(QPainter::Antialiasing);
            QColor frame = ink;
            frame.setAlphaF(0.5F);
            painter.setPen(frame);
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(
                QRectF(each.place.translated(origin)).adjusted(-chipPadding + 0.5, 0.5, chipPadding - 0.5, -0.5), 4, 4);
            painter.restore();
        }
        each.text.paint(painter, origin + each.place.topLeft(), ink);
    }
    if (m_dot.isValid()) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_dot);
        const int side = m_setting.margin;
        const int line = QFontMetrics(m_setting.style.font).height();
        const bool isLeft = m_setting.style.direction == Qt::LeftToRight;
        const int x = isLeft ? m_body.place.left() + side / 3 : m_body.place.right() - side / 3;
        painter.drawEllipse(QPointF(origin + QPoint(x, m_body.place.top() + line / 2)), line / 5.0, line / 5.0);
        painter.restore();
    }
    const QColor ink = m_body.ink == Ink::Text ? palette.color(QPalette::Text) : quietInk(palette, look);
    m_body.text.paint(painter, origin + m_body.place.topLeft(), ink, m_body.said.toShown(look.marked),
                      markFormat(palette));
}

int ChatLayout::placeAt(const QPoint &point) const
{
    if (!m_body.place.adjusted(-2, -2, 2, 2).contains(point))
        return -1;
    return m_body.said.toArrived(m_body.text.placeAt(point - m_body.place.topLeft()));
}

QString ChatLayout::linkAt(const QPoint &point) const
{
    if (!m_foldLink.isEmpty() && m_foldPlace.contains(point))
        return m_foldLink;
    if (m_links.empty() || !m_body.place.contains(point))
        return {};
    const int at = m_body.text.placeAt(point - m_body.place.topLeft());
    for (const auto &[span, address] : m_links) {
        if (at >= span.first && at < span.last)
            return address;
    }
    return {};
}

} // namespace livebelt
