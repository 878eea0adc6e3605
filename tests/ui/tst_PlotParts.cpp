// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/Distribution.h"
#include "ui/plots/DistributionDialog.h"
#include "ui/plots/Lanes.h"
#include "ui/plots/PlotFiles.h"
#include "ui/plots/PlotPane.h"
#include "ui/plots/PlotTools.h"
#include "ui/plots/RangeStatistics.h"
#include "ui/plots/SpanBox.h"
#include "ui/plots/StackedPlot.h"
#include "ui/plots/StatisticsTable.h"

#include <QComboBox>
#include <QImage>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>
#include <QXmlStreamReader>
#include <cmath>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 start = 1'700'000'000'000'000;
constexpr qint64 second = 1'000'000;
const double gap = std::numeric_limits<double>::quiet_NaN();

FeedSeries::Line line(const QByteArray &name, const QByteArray &unit, std::initializer_list<double> values)
{
    FeedSeries::Line line;
    line.series.subject = name;
    line.unit = unit;
    qint64 time = start;
    for (const double value : values)
        line.points.append(time += second, value);
    line.points.settle();
    return line;
}

FeedGrowth growth(std::vector<SeriesPoint> points)
{
    FeedGrowth result;
    result.feed = 1;
    result.points = std::move(points);
    return result;
}

QStringList names(const LaneLines &lane)
{
    QStringList all;
    for (const FeedSeries::Line *line : lane.lines)
        all << QString::fromUtf8(line->series.subject);
    return all;
}

} // namespace

class tst_PlotParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesOfAnotherUnitOrSizeStandInAnotherLane()
    {
        const auto small = line("small", "V", {1, -2}), large = line("large", "V", {100, 90}),
                   near = line("near", "V", {4}), zero = line("zero", "V", {0}), other = line("other", "A", {1});
        const auto lanes = lanesOf({"V", "A"}, {&small, &large, &near, &zero, &other});
        QCOMPARE(lanes.size(), size_t(3));
        QCOMPARE(names(lanes[0]), QStringList({u"large"_s, u"near"_s, u"zero"_s}));
        QCOMPARE(names(lanes[1]), QStringList({u"small"_s}));
        QCOMPARE(lanes[2].unit, "A");
        QVERIFY(!areStale(lanes));
    }

    void aLineThatHasGrownWantsAnotherLaneAndNotAtOnce()
    {
        auto one = line("one", "V", {1}), two = line("two", "V", {10});
        const auto lanes = lanesOf({"V"}, {&one, &two});
        QCOMPARE(lanes.size(), size_t(1));
        two.points.append(start + 10 * second, 40);
        two.points.settle();
        QVERIFY(!areStale(lanes)); // would be two lanes, and hardly so
        two.points.append(start + 11 * second, 100);
        two.points.settle();
        QVERIFY(areStale(lanes));
        const auto apart = lanesOf({"V"}, {&one, &two});
        QCOMPARE(apart.size(), size_t(2));
        one.points.append(start + 12 * second, 50);
        one.points.settle();
        QVERIFY(areStale(apart));
    }

    void statisticsAreOfTheStretchThatIsShown()
    {
        const auto series = line("s", {}, {100, 2, 4, gap, 4, 6, 100}); // a second apart
        const RangeStatistics found = statisticsOf(series.points, start + 2 * second, start + 6 * second);
        QCOMPARE(found.count, 4ULL);
        QCOMPARE(found.least, 2.0);
        QCOMPARE(found.greatest, 6.0);
        QCOMPARE(found.mean, 4.0);
        QVERIFY(std::abs(found.deviation - 1.632993) < 1e-6);
        QCOMPARE(found.perSecond, 3.0 / 4);
        QCOMPARE(statisticsOf(series.points, start + 100 * second, start + 200 * second).count, 0ULL);
        QVERIFY(std::isnan(statisticsOf(series.points, start + second, start + second).deviation));
        // A small spread around a large number.
        const auto large = line("l", {}, {1e9 + 1, 1e9 + 2, 1e9 + 3});
        QCOMPARE(statisticsOf(large.points, 0, start * 2).deviation, 1.0);
    }

    void aSpanThatIsNoneOfTheUsualIsCalledCustom()
    {
        SpanBox box;
        QCOMPARE(box.span(), 60 * second);
        QCOMPARE(box.itemData(0).toLongLong(), 10 * second);
        const int usual = box.count();
        box.setSpan(51 * second);
        QVERIFY2(box.currentText().startsWith(u"Custom"_s) && box.currentText().contains(u"51 s"_s),
                 qPrintable(box.currentText()));
        box.setSpan(52 * second);
        QCOMPARE(box.count(), usual + 1);
        box.setSpan(300 * second);
        QCOMPARE(box.currentText(), u"5 minutes"_s);
        QCOMPARE(box.count(), usual);
    }

    void theSpanIsThatOfTheWheelAndStaysWhenLive()
    {
        showPlot();
        wheel(pane->plot(), centre(), Qt::NoModifier);
        const qint64 span = pane->plot().to() - pane->plot().from();
        QVERIFY(span < 60 * second);
        auto *box = pane->findChild<SpanBox *>();
        QCOMPARE(box->span(), span);
        QVERIFY(box->currentText().startsWith(u"Custom"_s));
        box->setCurrentIndex(0);
        Q_EMIT box->activated(0);
        QCOMPARE(pane->plot().to() - pane->plot().from(), 10 * second);
        QVERIFY(!pane->isLive()); // looks at the same place
    }

    void theValuesOfALaneAreZoomed()
    {
        showPlot();
        const qint64 before = pane->plot().to() - pane->plot().from();
        QCPAxis *axis = graph()->valueAxis();
        const QCPRange fitting = axis->range();
        wheel(pane->plot(), centre(), Qt::ControlModifier);
        QVERIFY(axis->range().size() < fitting.size() * 0.9);
        QCOMPARE(pane->plot().to() - pane->plot().from(), before);
        const QCPRange zoomed = axis->range();
        pane->plot().refresh();
        QCOMPARE(axis->range(), zoomed); // what comes does not take it back
        QTest::mouseDClick(&pane->plot(), Qt::LeftButton, {}, centre().toPoint());
        QCOMPARE(axis->range(), fitting);
        const QPointF numbers(axis->axisRect()->left() - 10, centre().y());
        wheel(pane->plot(), numbers, Qt::NoModifier);
        QVERIFY(axis->range().size() < fitting.size() * 0.9);
        choose(u"Show all"_s);
        QVERIFY(axis->range().size() > fitting.size() * 0.9);
        QVERIFY(pane->plot().from() < start && pane->plot().to() > start + 30 * second);
    }

    void valuesStandAmongPowersOfTenWhereTheyCan()
    {
        showPlot();
        pane->take(growth({{"minus", "Cel", start, -0.1}}));
        choose(u"Logarithmic"_s);
        QTRY_VERIFY(pane->plot().graphOf({"minus", {}}));
        QTRY_COMPARE(graph()->valueAxis()->scaleType(), QCPAxis::stLogarithmic);
        QVERIFY(graph()->valueAxis()->range().lower > 0);
        QTRY_COMPARE(pane->plot().graphOf({"minus", {}})->valueAxis()->scaleType(), QCPAxis::stLinear);
        choose(u"Logarithmic"_s);
        QCOMPARE(graph()->valueAxis()->scaleType(), QCPAxis::stLinear);
    }

    void statisticsStandBelow()
    {
        showPlot();
        auto *table = pane->findChild<StatisticsTable *>();
        QVERIFY(!table->isVisible());
        choose(u"Statistics"_s);
        QTRY_COMPARE(table->topLevelItemCount(), 1);
        QCOMPARE(table->topLevelItem(0)->text(1), u"2"_s);
        QCOMPARE(table->topLevelItem(0)->text(3), u"25 °C"_s);
    }

    void aPlotIsSavedAsPictureDrawingAndNumbers()
    {
        showPlot();
        const QTemporaryDir folder;
        StackedPlot &plot = pane->plot();
        plot.setTimeRange(start - second, start + 31 * second);
        plot.refresh();
        plot.replot();
        for (const auto &ending : {u"png"_s, u"svg"_s, u"csv"_s})
            QVERIFY(plotfiles::save(plot, folder.filePath(u"p."_s + ending)));
        QCOMPARE(QImage(folder.filePath(u"p.png"_s)).width(), plot.width() * 2);
        QXmlStreamReader drawing(read(folder.filePath(u"p.svg"_s)));
        int curves = 0;
        while (!drawing.atEnd())
            curves += drawing.readNext() == QXmlStreamReader::StartElement && drawing.name() == u"polyline"_s;
        QVERIFY2(!drawing.hasError(), qPrintable(drawing.errorString()));
        QCOMPARE(curves, 1);
        QCOMPARE(read(folder.filePath(u"p.csv"_s)), "time,series,unit,value\r\n"
                                                    "2023-11-14T22:13:20.000000Z,t,Cel,20\r\n"
                                                    "2023-11-14T22:13:50.000000Z,t,Cel,30\r\n");
        const auto refused = plotfiles::save(plot, folder.filePath(u"p.bmp"_s));
        QVERIFY(!refused && refused.error().contains(u".svg"_s));
        QVERIFY(!plotfiles::save(plot, folder.filePath(u"no/such/p.csv"_s)));
    }

    void numbersAreCountedInBars()
    {
        FeedSeries::Line numbers;
        for (int i = 0; i < 1000; ++i)
            numbers.points.append(start + i * second, double(i % 10));
        numbers.points.append(start + 1000 * second, gap);
        numbers.points.append(start + 2000 * second, 5000); // not in the stretch
        numbers.points.settle();
        const Histogram histogram = histogramOf(numbers.points, start, start + 1000 * second);
        QCOMPARE(histogram.low, 0.0);
        quint64 all = 0;
        for (const quint64 count : histogram.counts)
            all += count;
        QCOMPARE(all, 1000ULL);
        QVERIFY(histogram.counts.size() > 3 && histogram.counts.size() <= 100);
        QVERIFY(std::abs(histogram.low + histogram.width * double(histogram.counts.size()) - 9) < 1e-9);
        const auto same = line("same", {}, {3, 3, 3});
        const Histogram one = histogramOf(same.points, 0, start * 2);
        QCOMPARE(one.counts, std::vector<quint64>{3});
        QVERIFY(one.low < 3 && one.low + one.width > 3);
        QVERIFY(histogramOf(same.points, 0, 1).counts.empty());
    }

    void oneLineIsShownAgainstAnother()
    {
        const auto x = line("x", {}, {1, 2, gap, 4}), y = line("y", {}, {10, 20, 30, 40});
        QCOMPARE(pairsOf(x.points, y.points, 0, start * 2), (QList<QPointF>{{1, 10}, {2, 20}, {4, 40}}));
        DistributionDialog dialog({&x, &y}, 0, start * 2);
        QVERIFY(qobject_cast<QCPBars *>(dialog.plot().plottable(0)));
        const QList<QComboBox *> boxes = dialog.findChildren<QComboBox *>();
        boxes[0]->setCurrentIndex(1);
        boxes[1]->setCurrentIndex(1);
        auto *curve = qobject_cast<QCPCurve *>(dialog.plot().plottable(0));
        QVERIFY(curve);
        QCOMPARE(curve->data()->size(), 3);
        QCOMPARE(dialog.plot().xAxis->label(), u"x"_s);
        QCOMPARE(dialog.plot().yAxis->label(), u"y"_s);
    }

    void namesInFilesAreHarmless()
    {
        const auto evil = line("=cmd|' /C calc'!A0, \"x\"", {}, {1});
        QVERIFY(plotfiles::csv({&evil}, 0, start * 2).contains(",\"'=cmd|"));
    }

private:
    void showPlot()
    {
        pane = std::make_unique<PlotPane>();
        pane->resize(800, 400);
        pane->show();
        pane->showFeed(1);
        pane->take(growth({{"t", "Cel", start, 20}, {"t", "Cel", start + 30 * second, 30}}));
        QVERIFY(QTest::qWaitForWindowExposed(pane.get()));
        QTRY_VERIFY(graph() && graph()->data()->size() == 2);
    }
    QCPGraph *graph() const { return pane->plot().graphOf({"t", {}}); }
    QPointF centre() const { return graph()->keyAxis()->axisRect()->center(); }
    static void wheel(QWidget &on, const QPointF &at, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event(at, on.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&on, &event);
    }
    void choose(const QString &words)
    {
        for (QAction *action : pane->findChild<PlotTools *>()->menu()->actions()) {
            if (action->text().remove(u'&').startsWith(words))
                action->trigger();
        }
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::unique_ptr<PlotPane> pane;
};

QTEST_MAIN(tst_PlotParts)
#include "tst_PlotParts.moc"
