// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/PlotFiles.h"

#include "model/formats/SpreadsheetText.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "ui/plots/StackedPlot.h"
#include "ui/theme/VisibleText.h"

#include <QBuffer>
#include <QFileInfo>
#include <QSaveFile>
#include <cmath>

namespace livebelt::plotfiles {

using namespace Qt::StringLiterals;

namespace {

constexpr int legendLine = 16;

QByteArray cell(const QByteArray &text)
{
    TextBuilder harmless;
    appendForSpreadsheet(harmless, text, Numbers::Change);
    QByteArray quoted = harmless.copy();
    const bool isPlain = !quoted.contains('"') && !quoted.contains(',') && !quoted.contains('\n');
    return isPlain ? quoted : '"' + quoted.replace('"', "\"\"") + '"';
}

QString escaped(const QString &text)
{
    return visibleText(text).toHtmlEscaped();
}

QString text(double x, double y, const QString &anchor, const QColor &color, const QString &words)
{
    return u"<text x=\"%1\" y=\"%2\" text-anchor=\"%3\" fill=\"%4\">%5</text>\n"_s.arg(x).arg(y).arg(
        anchor, color.name(), escaped(words));
}

/// The parts of a curve between its gaps; a part of one point is a dot.
QString curve(const QCPGraph &graph)
{
    QString out, points;
    int count = 0;
    QPointF last;
    const QString color = graph.pen().color().name();
    const auto flush = [&] {
        if (count == 1)
            out += u"<circle cx=\"%1\" cy=\"%2\" r=\"2\" fill=\"%3\"/>\n"_s.arg(last.x()).arg(last.y()).arg(color);
        else if (count > 1)
            out += u"<polyline points=\"%1\" fill=\"none\" stroke=\"%2\" stroke-width=\"1.5\"/>\n"_s.arg(
                points.trimmed(), color);
        points.clear();
        count = 0;
    };
    for (auto point = graph.data()->constBegin(); point != graph.data()->constEnd(); ++point) {
        if (std::isnan(point->value)) {
            flush();
            continue;
        }
        last = {graph.keyAxis()->coordToPixel(point->key), graph.valueAxis()->coordToPixel(point->value)};
        points += u"%1,%2 "_s.arg(last.x(), 0, 'f', 1).arg(last.y(), 0, 'f', 1);
        ++count;
    }
    flush();
    return out;
}

} // namespace

QByteArray csv(const std::vector<const FeedSeries::Line *> &lines, qint64 from, qint64 to)
{
    QByteArray out = "time,series,unit,value\r\n";
    for (const FeedSeries::Line *line : lines) {
        const QByteArray middle = ',' + cell(seriesTitle(line->series).toUtf8()) + ',' + cell(line->unit) + ',';
        for (const PlotPoint &point : line->points.points()) {
            if (point.time >= from && point.time <= to && !std::isnan(point.value))
                out += toRfc3339(point.time) + middle + shortestNumber(point.value) + "\r\n";
        }
    }
    return out;
}

QByteArray svg(StackedPlot &plot)
{
    const std::vector<const FeedSeries::Line *> lines = plot.lines();
    const int height = plot.height() + int(lines.size()) * legendLine + 8;
    QString out = u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
                  "width=\"%1\" height=\"%2\" viewBox=\"0 0 %1 %2\" font-family=\"sans-serif\" font-size=\"11\">\n"
                  "<rect width=\"100%\" height=\"100%\" fill=\"%3\"/>\n"_s.arg(plot.width())
                      .arg(height)
                      .arg(plot.palette().color(QPalette::Base).name());
    const QColor ink = plot.palette().color(QPalette::Text);
    int part = 0;
    for (const QCPAxisRect *rect : plot.axisRects()) {
        QCPAxis *value = rect->axis(QCPAxis::atLeft), *time = rect->axis(QCPAxis::atBottom);
        out += u"<clipPath id=\"c%1\"><rect x=\"%2\" y=\"%3\" width=\"%4\" height=\"%5\"/></clipPath>\n"_s.arg(part)
                   .arg(rect->left())
                   .arg(rect->top())
                   .arg(rect->width())
                   .arg(rect->height());
        for (qsizetype i = 0; i < value->tickVector().size(); ++i) {
            const double y = value->coordToPixel(value->tickVector()[i]);
            if (y < rect->top() || y > rect->bottom() + 1)
                continue;
            out += u"<line x1=\"%1\" x2=\"%2\" y1=\"%3\" y2=\"%3\" stroke=\"%4\" stroke-opacity=\"0.2\"/>\n"_s
                       .arg(rect->left())
                       .arg(rect->right())
                       .arg(y)
                       .arg(ink.name());
            out += text(rect->left() - 6, y + 4, u"end"_s, ink, value->tickVectorLabels().value(i));
        }
        if (time->tickLabels()) {
            for (qsizetype i = 0; i < time->tickVector().size(); ++i)
                out += text(time->coordToPixel(time->tickVector()[i]), rect->bottom() + 16, u"middle"_s, ink,
                            time->tickVectorLabels().value(i));
        }
        out += u"<g clip-path=\"url(#c%1)\">\n"_s.arg(part++);
        for (const QCPGraph *graph : rect->graphs())
            out += curve(*graph);
        out += "</g>\n"_L1;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QCPGraph *graph = plot.graphOf(lines[i]->series);
        const QColor color = graph ? graph->pen().color() : ink;
        out += text(12, plot.height() + double(i + 1) * legendLine, u"start"_s, color,
                    u"● "_s + seriesTitle(lines[i]->series));
    }
    return (out + "</svg>\n"_L1).toUtf8();
}

Result<void> save(StackedPlot &plot, const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    QByteArray bytes;
    if (ending == "csv"_L1) {
        bytes = csv(plot.lines(), plot.from(), plot.to());
    } else if (ending == "svg"_L1) {
        bytes = svg(plot);
    } else if (ending == "png"_L1) {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        plot.toPixmap(plot.width(), plot.height(), 2).save(&buffer, "PNG");
    } else {
        return Failure{StackedPlot::tr("A plot is saved as .png, .svg or .csv: give the file one of these endings")};
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Failure{StackedPlot::tr("%1 cannot be written: %2").arg(path, file.errorString())};
    return {};
}

} // namespace livebelt::plotfiles
