// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <functional>
#include <utility>
#include <vector>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr double grid = 24;

class DrawnIcon final : public QIconEngine
{
public:
    using Draw = std::function<void(QPainter &, QIcon::Mode)>;
    explicit DrawnIcon(Draw draw) : m_draw(std::move(draw)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const double side = std::min(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.center() + QPointF(1 - side / 2 - 0.5, 1 - side / 2 - 0.5));
        painter->scale(side / grid, side / grid);
        m_draw(*painter, mode);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new DrawnIcon(m_draw); }

private:
    Draw m_draw;
};

QString drawingFor(const QString &name)
{
    static const QString chatDrawing = u"M 4 5 H 20 V 16 H 11 L 7 20 V 16 H 4 Z M 8 9 H 16 M 8 12 H 13"_s;
    static const std::vector<std::pair<QString, QString>> drawings{
        {u"add"_s, u"M 12 5 V 19 M 5 12 H 19"_s},
        {u"open"_s, u"M 3 18 V 6 H 9 L 11 8.5 H 19 V 11 M 3 18 L 6 11 H 22 L 19 18 Z"_s},
        {u"folder"_s, u"M 3 18.5 V 5.5 H 9 L 11 8 H 21 V 18.5 Z"_s},
        {u"export"_s, u"M 12 4 V 15 M 7.5 10.5 L 12 15 L 16.5 10.5 M 4 16 V 20 H 20 V 16"_s},
        {u"follow"_s, u"M 12 4 V 16 M 6.5 10.5 L 12 16 L 17.5 10.5 M 5 20 H 19"_s},
        {u"pause"_s, u"M 8.5 5 V 19 M 15.5 5 V 19"_s},
        {u"play"_s, u"M 7 5 L 19 12 L 7 19 Z"_s},
        {u"stop"_s, u"R 6 6 12 12 1.5"_s},
        {u"reload"_s, u"M 19.5 12 C 19.5 16.1 16.1 19.5 12 19.5 C 7.9 19.5 4.5 16.1 4.5 12 C 4.5 7.9 7.9 4.5 12 4.5 "
                      "C 14.8 4.5 17.2 6 18.5 8.3 M 19 4 V 8.5 H 14.5"_s},
        {u"detail"_s, u"R 3.5 4.5 17 15 2 M 14 4.5 V 19.5 M 16.5 8.5 H 18 M 16.5 12 H 18"_s},
        {u"plot"_s, u"M 4 4 V 20 H 20.5 M 7 15.5 L 11 10.5 L 14 13 L 19.5 6.5"_s},
        {u"search"_s, u"O 10.5 10.5 6 M 15 15 L 20 20"_s},
        {u"close"_s, u"M 6.5 6.5 L 17.5 17.5 M 17.5 6.5 L 6.5 17.5"_s},
        {u"help"_s, u"O 12 12 9 M 9.2 9.6 C 9.2 6 14.8 6 14.8 9.4 C 14.8 11.6 12 11.6 12 14 M 12 16.8 V 17"_s},
        {u"rename"_s, u"M 5 19 L 6 15 L 16.5 4.5 L 19.5 7.5 L 9 18 Z"_s},
        {u"remove"_s, u"M 4.5 7 H 19.5 M 9 7 V 4.5 H 15 V 7 M 6.5 7 L 7.5 20 H 16.5 L 17.5 7"_s},
        {u"more"_s, u"O 5.5 12 0.6 O 12 12 0.6 O 18.5 12 0.6"_s},
        {u"live"_s, u"O 12 12 2.5 M 7.4 16.6 C 4.9 14.1 4.9 9.9 7.4 7.4 M 16.6 7.4 C 19.1 9.9 19.1 14.1 16.6 16.6"_s},
        {u"irc"_s, chatDrawing},
        {u"chat"_s, chatDrawing},
        {u"mqtt"_s, u"M 5 19.2 V 19 M 5 13 C 8.3 13 11 15.7 11 19 M 5 8.5 C 10.8 8.5 15.5 13.2 15.5 19 "
                    "M 5 4 C 13.3 4 20 10.7 20 19"_s},
        {u"http"_s, u"O 12 12 8.5 M 3.5 12 H 20.5 M 12 3.5 C 7 8.5 7 15.5 12 20.5 M 12 3.5 C 17 8.5 17 15.5 12 20.5"_s},
        {u"system"_s, u"R 6.5 6.5 11 11 1.5 M 9.5 3 V 6.5 M 14.5 3 V 6.5 M 9.5 17.5 V 21 M 14.5 17.5 V 21 "
                      "M 3 9.5 H 6.5 M 3 14.5 H 6.5 M 17.5 9.5 H 21 M 17.5 14.5 H 21"_s},
        {u"capture"_s, u"R 3.5 5 17 14 2 M 3.5 9 H 20.5 M 10 12 L 15 14 L 10 16.5 Z"_s},
        {u"database"_s, u"M 5 6 C 5 3.3 19 3.3 19 6 C 19 8.7 5 8.7 5 6 V 18 C 5 20.7 19 20.7 19 18 V 6 "
                        "M 5 12 C 5 14.7 19 14.7 19 12"_s},
        {u"file"_s, u"M 6 3.5 H 14 L 18.5 8 V 20.5 H 6 Z M 13.5 3.5 V 8.5 H 18.5 M 9 12.5 H 15.5 M 9 16 H 13"_s},
        {u"clock"_s, u"O 12 12 8.5 M 12 7 V 12 L 15.5 14"_s},
        {u"journal"_s, u"R 5 3.5 14 17 2 M 8.5 8 H 15.5 M 8.5 12 H 15.5 M 8.5 16 H 13"_s},
        {u"websocket"_s, u"M 4 8.5 H 20 M 16.5 5 L 20 8.5 L 16.5 12 M 20 15.5 H 4 M 7.5 12 L 4 15.5 L 7.5 19"_s},
        {u"exec"_s, u"R 3.5 5 17 14 2 M 7 9 L 10.5 12 L 7 15 M 12.5 15.5 H 17"_s},
        {u"demo"_s, u"M 4 19 L 10 9 L 15 14 Z M 14 8 L 16 5 M 17 11 L 20.5 10 M 18 15 L 20 16.5 M 10.5 5.5 V 3.5"_s},
        {u"stream"_s, u"M 3 17 H 21 M 6 17 V 12.5 H 10 V 17 M 14 17 V 12.5 H 18 V 17 M 5 20.5 H 5.1 M 12 20.5 H 12.1 "
                      "M 19 20.5 H 19.1 M 9 8 H 17 M 14 5 L 17 8 L 14 11"_s},
    };
    for (const auto &[known, drawing] : drawings) {
        if (known == name)
            return drawing;
    }
    return drawings.back().second;
}

void drawBelt(QPainter &painter)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xff1f5fd0));
    painter.drawRoundedRect(QRectF(1, 1, 22, 22), 5.5, 5.5);
    // The belt with its rollers, and three plates of which the last one has just come on.
    painter.setBrush(QColor(0xff123a85));
    painter.drawRoundedRect(QRectF(3, 14.2, 18, 5), 2.5, 2.5);
    painter.setBrush(QColor(0xff8db8ff));
    for (const double x : {5.5, 12.0, 18.5})
        painter.drawEllipse(QPointF(x, 16.7), 1.3, 1.3);
    const auto plate = [&painter](double x, const QColor &color) {
        painter.setBrush(color);
        painter.drawRoundedRect(QRectF(x, 12, 4.4, 1.6), 0.8, 0.8);
        painter.drawEllipse(QRectF(x + 0.6, 8.2, 3.2, 3.2));
    };
    plate(4, QColor(0xffffffff));
    plate(9.8, QColor(0xffffffff));
    plate(15.6, QColor(0xffffc94d));
    painter.setPen(QPen(QColor(0xffbcd5ff), 1.2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(6, 5.2), QPointF(13, 5.2));
}

} // namespace

QPainterPath strokesFrom(const QString &drawing)
{
    QPainterPath path;
    const QStringList words = drawing.split(u' ', Qt::SkipEmptyParts);
    qsizetype at = 0;
    const auto number = [&words, &at] { return at < words.size() ? words[at++].toDouble() : 0.0; };
    const auto point = [&number] {
        const double x = number();
        return QPointF(x, number());
    };
    while (at < words.size()) {
        const QString command = words[at++];
        if (command == u"M") {
            path.moveTo(point());
        } else if (command == u"L") {
            path.lineTo(point());
        } else if (command == u"H") {
            path.lineTo(number(), path.currentPosition().y());
        } else if (command == u"V") {
            path.lineTo(path.currentPosition().x(), number());
        } else if (command == u"C") {
            const QPointF first = point();
            const QPointF second = point();
            path.cubicTo(first, second, point());
        } else if (command == u"O") {
            const QPointF centre = point();
            const double radius = number();
            path.addEllipse(centre, radius, radius);
        } else if (command == u"R") {
            const QPointF corner = point();
            const QPointF size = point();
            const double radius = number();
            path.addRoundedRect(QRectF(corner, QSizeF(size.x(), size.y())), radius, radius);
        } else if (command == u"Z") {
            path.closeSubpath();
        }
    }
    return path;
}

QIcon lineIcon(const QString &name)
{
    return QIcon(new DrawnIcon([path = strokesFrom(drawingFor(name))](QPainter &painter, QIcon::Mode mode) {
        const QPalette palette = QGuiApplication::palette();
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        painter.setPen(QPen(palette.color(group, role), 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }));
}

QIcon applicationIcon()
{
    return QIcon(new DrawnIcon([](QPainter &painter, QIcon::Mode) { drawBelt(painter); }));
}

} // namespace livebelt
