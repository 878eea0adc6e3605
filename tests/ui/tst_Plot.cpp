// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/CurveGraph.h"
#include "ui/plots/Envelope.h"
#include "ui/plots/PlotPane.h"
#include "ui/plots/SeriesList.h"
#include "ui/plots/StackedPlot.h"
#include "ui/theme/Format.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <cmath>
#include <limits>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 start = 1'700'000'000'000'000;
constexpr qint64 second = 1'000'000;
const double gap = std::numeric_limits<double>::quiet_NaN();

FeedGrowth growth(qint64 feed, std::vector<SeriesPoint> points)
{
    FeedGrowth result;
    result.feed = feed;
    result.points = std::move(points);
    return result;
}

std::vector<SeriesPoint> manyTopics(int count)
{
    std::vector<SeriesPoint> points;
    points.reserve(size_t(count));
    for (int i = 0; i < count; ++i)
        points.push_back({"topic/" + QByteArray::number(i), "V", start, 1});
    return points;
}

} // namespace

class tst_Plot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void denseNoiseBecomesOneLineAColumn()
    {
        QList<QPointF> points;
        for (int i = 0; i < 5'000; ++i)
            points.append({i / 10.0, i == 2'345 ? -50.0 : double(i * 7919 % 101)});
        const Envelope envelope = envelopeOf(points, 1);
        QVERIFY(envelope.pieces.isEmpty());
        QCOMPARE(envelope.columns.size(), 500);
        QCOMPARE(envelope.columns[234].y1(), -50.0);
        for (qsizetype i = 1; i < envelope.columns.size(); ++i) {
            const QLineF &before = envelope.columns[i - 1], &line = envelope.columns[i];
            QCOMPARE(line.x1(), before.x1() + 1);
            QVERIFY2(line.y1() <= before.y2() && line.y2() >= before.y1(), "neighbouring columns touch");
        }
    }

    void distantPointsStayACurveOfShortPieces()
    {
        QList<QPointF> points;
        for (int i = 0; i < 100; ++i)
            points.append({i * 5.0, i % 2 * 10.0});
        const Envelope envelope = envelopeOf(points, 1);
        QVERIFY(envelope.columns.isEmpty());
        QList<QPointF> joined;
        for (const QPolygonF &piece : envelope.pieces) {
            QVERIFY(piece.size() <= 32);
            QVERIFY(joined.isEmpty() || joined.constLast() == piece.constFirst());
            joined += piece.mid(joined.isEmpty() ? 0 : 1);
        }
        QCOMPARE(joined, points);
    }

    void breaksStayBreaksAndLonePointsAreSeen()
    {
        const double x = 10;
        const Envelope envelope = envelopeOf({{x, 1}, {x + 5, 2}, {x + 5, gap}, {x + 20, 7}, {x + 30, gap}}, 1);
        QCOMPARE(envelope.pieces, (QList<QPolygonF>{QPolygonF{QPointF{x, 1}, QPointF{x + 5, 2}}}));
        QVERIFY(envelope.columns.isEmpty());
        QCOMPARE(envelope.lone, (QList<QPointF>{{x + 20, 7}}));
    }

    void aDenseStretchWithinASparseCurveKeepsItsPlace()
    {
        QList<QPointF> points{{0, 0}, {10, 0}};
        for (int i = 1; i <= 100; ++i)
            points.append({10 + i / 10.0, i % 2 * 30.0});
        points.append({40, 0});
        const Envelope envelope = envelopeOf(points, 1);
        QCOMPARE(envelope.pieces.size(), 2);
        QCOMPARE(envelope.pieces[1].constFirst(), points[points.size() - 2]);
        QCOMPARE(envelope.columns.size(), 11);
    }

    void aSharperScreenHasNarrowerColumns()
    {
        QList<QPointF> points;
        for (int i = 0; i < 1'000; ++i)
            points.append({i / 20.0, double(i % 3)});
        QCOMPARE(envelopeOf(points, 0.5).columns.size(), 100);
    }

    void theAreaBelowADenseCurveEndsAtItsHighest()
    {
        const QList<QPointF> edge = upperEdge({{0.1, 5}, {0.5, 3}, {0.9, 8}, {1.2, gap}, {2.5, 4}}, 1);
        QCOMPARE(edge.size(), 3);
        QCOMPARE(edge[0].y(), 3.0);
        QVERIFY(std::isnan(edge[1].y()));
    }

    void theGraphsOfAPlotDrawEnvelopes()
    {
        PlotPane pane;
        pane.show();
        pane.showFeed(1);
        pane.take(growth(1, {{"a", "V", start, 1}}));
        QTRY_VERIFY(qobject_cast<CurveGraph *>(pane.plot().graphOf({"a", {}})));
    }

    void pointsComeToTheirLines()
    {
        PlotPane pane;
        pane.resize(800, 400);
        pane.show();
        pane.showFeed(1);
        pane.take(growth(1, {{"cpu.0", "%", start, 10}, {"cpu.1", "%", start, 20}, {"net", "By/s", start, 3e6}}));
        pane.take(growth(2, {{"other", "V", start, 1}}));
        QTRY_COMPARE(pane.plot().laneCount(), 2);
        QVERIFY(pane.plot().graphOf({"cpu.0", {}}));
        QVERIFY(!pane.plot().graphOf({"other", {}}));
        QTRY_COMPARE(pane.plot().graphOf({"cpu.1", {}})->data()->size(), 1);
    }

    void aGapBreaksTheLine()
    {
        PlotPane pane;
        pane.resize(800, 400);
        pane.show();
        pane.showFeed(1);
        pane.take(growth(
            1, {{"t", "Cel", start, 20}, {"t", "Cel", start + second, gap}, {"t", "Cel", start + 2 * second, 21}}));
        QTRY_VERIFY(pane.plot().graphOf({"t", {}}));
        QTRY_COMPARE(pane.plot().graphOf({"t", {}})->data()->size(), 3);
        QVERIFY(std::isnan(pane.plot().graphOf({"t", {}})->data()->at(1)->value));
    }

    void aBreakWithoutASubjectBreaksEveryLine()
    {
        FeedSeries series;
        series.take(growth(1, {{"a", "", start, 1}, {"b", "", start, 2}}));
        series.take(growth(1, {{"", "", start + second, gap}}));
        for (const auto &line : series.lines())
            QVERIFY(std::isnan(line->points.points().back().value));
    }

    void aSeriesIsBoundedAndKeepsItsExtremes()
    {
        PlotSeries series(1000);
        for (int i = 0; i < 100'000; ++i) {
            series.append(start + i, i == 50'000 ? 1e6 : i % 7);
            if (i % 100 == 0)
                series.settle();
        }
        series.settle();
        QVERIFY(series.points().size() <= 1000);
        const auto highest = std::max_element(series.points().begin(), series.points().end(),
                                              [](const auto &a, const auto &b) { return a.value < b.value; });
        QCOMPARE(highest->value, 1e6);
        QCOMPARE(series.points().front().time, start);
    }

    void nothingButBreaksIsBoundedToo()
    {
        PlotSeries series(100);
        for (int i = 0; i < 10'000; ++i) {
            series.append(start + 2 * i, 1);
            series.append(start + 2 * i + 1, gap);
            series.settle();
        }
        QVERIFY(series.points().size() <= 100);
    }

    void latePointsTakeTheirPlace()
    {
        PlotSeries series;
        for (const qint64 at : {5, 1, 9, 3, 7})
            series.append(start + at, double(at));
        series.settle();
        QVERIFY(std::is_sorted(series.points().begin(), series.points().end(),
                               [](const auto &a, const auto &b) { return a.time < b.time; }));
        QCOMPARE(series.valueAt(start + 4), 3.0);
        QVERIFY(std::isnan(series.valueAt(start)));
    }

    void aWindowIsThinnedButKeepsPeaksAndBreaks()
    {
        PlotSeries series(200'000);
        for (int i = 0; i < 100'000; ++i)
            series.append(start + i, i == 70'001 ? 99 : i == 30'000 ? gap : 1);
        const auto points = series.window(start, start + 100'000, 100);
        QVERIFY(points.size() < 500);
        QVERIFY(std::any_of(points.begin(), points.end(), [](const auto &p) { return p.value == 99; }));
        QVERIFY(std::any_of(points.begin(), points.end(), [](const auto &p) { return std::isnan(p.value); }));
    }

    void aLineIsOfSubjectAndField()
    {
        FeedSeries series;
        series.take(growth(1, {{"kitchen", "", start, 21, "temp"}, {"kitchen", "", start, 40, "hum"}}));
        series.take(growth(1, {{"hall", "", start, 19, "temp"}, {"kitchen", "", start + second, 22, "temp"}}));
        QStringList titles;
        for (const auto &line : series.lines())
            titles << seriesTitle(line->series);
        QCOMPARE(titles, (QStringList{u"kitchen · temp"_s, u"kitchen · hum"_s, u"hall · temp"_s}));
    }

    void aUnitThatComesLaterIsTheLinesAndAnotherOneIsAnotherLines()
    {
        FeedSeries series;
        series.take(growth(1, {{"t", "", start, 20}, {"t", "Cel", start + second, 21}, {"t", "", start + 2, 22}}));
        QCOMPARE(series.lines().size(), 1u);
        QCOMPARE(series.lines().front()->unit, "Cel");
        QCOMPARE(series.lines().front()->points.points().size(), 3u);
        series.take(growth(1, {{"t", "[degF]", start + 3 * second, 70}}));
        QCOMPARE(series.lines().size(), 2u);
        QCOMPARE(series.count(), 1u);
    }

    void manySeriesAreBoundedAndSaid()
    {
        PlotPane pane;
        pane.resize(800, 400);
        pane.show();
        pane.showFeed(1);
        pane.take(growth(1, manyTopics(256)));
        auto *count = pane.findChild<QLabel *>(u"seriesCount"_s);
        auto *list = pane.findChild<SeriesList *>();
        QTRY_COMPARE(list->lineCount(), FeedSeries::mostLines);
        QVERIFY(!count->isVisible());
        FeedGrowth more = growth(1, manyTopics(256));
        for (int i = 256; i < 1'234; ++i)
            more.unfollowed.push_back({"topic/" + QByteArray::number(i), {}});
        pane.take(more);
        QTRY_VERIFY(count->isVisible());
        QVERIFY2(count->text().startsWith(u"256 of 1,234 series"_s), qPrintable(count->text()));
        QCOMPARE(list->lineCount(), FeedSeries::mostLines);
        more.unfollowed.clear();
        more.hasMoreSeries = true;
        pane.take(more);
        QTRY_VERIFY2(count->text().startsWith(u"256 of more than 1,234 series"_s), qPrintable(count->text()));
    }

    void aNarrowPlotSaysItToo()
    {
        PlotPane pane;
        pane.resize(300, 300);
        pane.show();
        pane.showFeed(1);
        FeedGrowth more = growth(1, manyTopics(256));
        more.unfollowed.push_back({"x", {}});
        pane.take(more);
        const auto *count = pane.findChild<QLabel *>(u"countInBar"_s);
        QTRY_VERIFY(count->isVisible());
        QCOMPARE(count->text(), u"256 of 257 series"_s);
        pane.resize(800, 300);
        QTRY_VERIFY(!count->isVisible());
    }

    void aSeriesIsChosenByName()
    {
        PlotPane pane;
        pane.resize(800, 400);
        pane.show();
        pane.showFeed(1);
        FeedGrowth first = growth(1, manyTopics(256));
        first.unfollowed.push_back({"plant/hall7", "temp"});
        first.unfollowed.push_back({"plant/hall8", "temp"});
        pane.take(first);
        auto *find = pane.findChild<QLineEdit *>(u"findSeries"_s);
        auto *list = pane.findChild<SeriesList *>();
        QTRY_VERIFY(find->isVisible());
        find->setText(u"HALL7 temp"_s);
        QCOMPARE(list->topLevelItemCount(), 2); // with a heading
        QSignalSpy wanted(&pane, &PlotPane::seriesWanted);
        list->topLevelItem(1)->setCheckState(0, Qt::Checked);
        QTRY_COMPARE(wanted.size(), 1);
        const auto series = wanted[0][1].value<SeriesName>(), instead = wanted[0][2].value<SeriesName>();
        QCOMPARE(series, (SeriesName{"plant/hall7", "temp"}));
        QVERIFY(instead.subject.startsWith("topic/"));
        pane.take(growth(1, {{"plant/hall7", "Cel", start + second, 21, "temp"}}));
        QTRY_VERIFY(pane.plot().graphOf(series)); // shown, as it was asked for
        QVERIFY(!pane.plot().graphOf(instead));
        QCOMPARE(list->lineCount(), FeedSeries::mostLines);
    }

    void whereAllAreShownOneHasToBeHiddenFirst()
    {
        FeedSeries series;
        series.take(growth(1, manyTopics(256)));
        for (const auto &line : series.lines())
            line->shown = true;
        QVERIFY(!series.makeRoomFor({"x", {}}));
        series.lines()[7]->shown = false;
        QCOMPARE(series.makeRoomFor({"x", {}}), (SeriesName{"topic/7", {}}));
    }

    void valuesInTheListHaveTheirDigits()
    {
        PlotPane pane;
        pane.resize(800, 400);
        pane.show();
        pane.showFeed(1);
        pane.take(growth(1, {{"p", "hPa", start, 1013.25}}));
        auto *list = pane.findChild<SeriesList *>();
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        QTRY_COMPARE(list->topLevelItem(0)->text(1), u"1013.25 hPa"_s);
        pane.take(growth(1, {{"p", "hPa", start + 1, 1013.2500000001}}));
        QTRY_COMPARE(list->topLevelItem(0)->text(1), u"≈ 1,013 hPa"_s);
        QVERIFY(list->topLevelItem(0)->toolTip(1).contains(u"1013.2500000001 hPa"_s));
    }

    void theWheelLeavesLiveAndTheButtonComesBack()
    {
        PlotPane pane;
        pane.resize(800, 400);
        pane.show();
        pane.showFeed(1);
        pane.take(growth(1, {{"t", "Cel", start, 20}, {"t", "Cel", start + 30 * second, 21}}));
        QTRY_COMPARE(pane.plot().to() - pane.plot().from(), 60 * second);
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        QTRY_VERIFY(pane.plot().graphOf({"t", {}}));
        QTRY_VERIFY(pane.plot().graphOf({"t", {}})->data()->size() == 2);
        const QPointF centre = pane.plot().graphOf({"t", {}})->keyAxis()->axisRect()->center();
        QWheelEvent wheel(centre, pane.plot().mapToGlobal(centre), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&pane.plot(), &wheel);
        QVERIFY(!pane.isLive());
        QVERIFY(pane.plot().to() - pane.plot().from() < 60 * second);
        QTest::mouseClick(pane.findChild<QToolButton *>(u"live"_s), Qt::LeftButton);
        QVERIFY(pane.isLive());
        QTRY_VERIFY(pane.plot().to() > start + 30 * second); // the newest, as near as the wheel has come
        QVERIFY(pane.plot().to() - pane.plot().from() < 60 * second);
    }

    void aClickChoosesAnInstant()
    {
        PlotPane pane;
        pane.resize(800, 400);
        pane.show();
        pane.showFeed(1);
        pane.take(growth(1, {{"t", "Cel", start, 20}}));
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        QTRY_VERIFY(pane.plot().from() > start - 120 * second);
        QTRY_VERIFY(pane.plot().graphOf({"t", {}}));
        QSignalSpy chosen(&pane, &PlotPane::instantChosen);
        QTest::mouseClick(&pane.plot(), Qt::LeftButton, {},
                          pane.plot().graphOf({"t", {}})->keyAxis()->axisRect()->center());
        QCOMPARE(chosen.size(), 1);
        const qint64 instant = chosen[0][0].toLongLong();
        QVERIFY(instant > pane.plot().from() && instant < pane.plot().to());
    }

    void linesAreHiddenFromTheList()
    {
        PlotPane pane;
        pane.resize(800, 400);
        pane.show();
        pane.showFeed(1);
        pane.take(growth(1, {{"a", "V", start, 1}, {"b", "V", start, 2}}));
        auto *list = pane.findChild<SeriesList *>();
        QTRY_COMPARE(list->lineCount(), 2);
        const QRect row = list->visualItemRect(list->topLevelItem(0));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(row.left() + 14, row.center().y()));
        QVERIFY(!pane.plot().graphOf({"a", {}}));
        QVERIFY(pane.plot().graphOf({"b", {}}));
    }

    void aForgottenFeedLeavesNothing()
    {
        PlotPane pane;
        pane.showFeed(1);
        pane.take(growth(1, {{"a", "V", start, 1}}));
        pane.forget(1);
        QCOMPARE(pane.plot().laneCount(), 0);
        pane.show();
        pane.showFeed(1);
        QCOMPARE(pane.plot().laneCount(), 0);
    }

    void unitsAreWrittenAsPeopleWriteThem()
    {
        QCOMPARE(format::value(1'234'567, "By/s"), u"1.23 MB/s"_s);
        QCOMPARE(format::value(51.5, "Cel"), u"51.5 °C"_s);
        QCOMPARE(format::value(0.42, "1"), u"0.42"_s);
        QCOMPARE(format::value(35, "1/s"), u"35/s"_s);
        QCOMPARE(format::value(gap, "%"), u"–"_s);
        QCOMPARE(format::bytes(0), u"0 B"_s);
        QCOMPARE(format::bytes(999'600), u"1 MB"_s);
    }
};

QTEST_MAIN(tst_Plot)
#include "tst_Plot.moc"
