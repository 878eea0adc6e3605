// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/latest/LatestValues.h"
#include "model/records/Notice.h"
#include "tests/latest/Topics.h"

#include <QSignalSpy>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_LatestValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { values = std::make_unique<LatestValues>(); }

    void theLastRecordOfEachSubjectIsRightAtAnyRate()
    {
        // A busy subject does not push a quiet one out.
        LatestGatherer gatherer;
        KnownMeanings meanings;
        gatherer.add(said("quiet", "7"), meanings);
        for (int i = 0; i < 100'000; ++i)
            gatherer.add(said("busy", QByteArray::number(i)), meanings);
        values->take(gatherer.take());
        QCOMPARE(entry("quiet").last.text, "7");
        QCOMPARE(entry("busy").last.text, "99999");
        QCOMPARE(entry("busy").count, 100'000ULL);
        QVERIFY(gatherer.take().empty());
    }

    void numbersAreSummedUpOverFrames()
    {
        values->take(gathered({said("t", "20"), said("t", "30"), said("t", "10")}));
        values->take(gathered({said("t", "40")}));
        const NumberSummary &numbers = entry("t").mainValue()->numbers;
        QCOMPARE(numbers.count, 4ULL);
        QCOMPARE(numbers.last, 40.0);
        QCOMPARE(numbers.least, 10.0);
        QCOMPARE(numbers.greatest, 40.0);
        QCOMPARE(numbers.mean, 25.0);
    }

    void textsAndBooleansAreValuesToo()
    {
        values->take(gathered({said("door", "open"), said("lamp", "true")}));
        QCOMPARE(entry("door").last.text, "open");
        QCOMPARE(entry("lamp").last.text, "true");
        QVERIFY(!entry("lamp").mainValue());
    }

    void fieldsAreValuesOfTheirOwn()
    {
        values->take(gathered({measured("room", R"({"temp":"20.5 °C","hum":40})")}));
        values->take(gathered({measured("room", R"({"temp":"21.5 °C"})")}));
        QVERIFY(entry("room").hasParts());
        QVERIFY(!entry("room").mainValue());
        QCOMPARE(entry("room").values[0].field, "temp");
        QCOMPARE(entry("room").values[0].unit, "Cel");
        QCOMPARE(entry("room").values[0].numbers.greatest, 21.5);
        QCOMPARE(entry("room").values[1].numbers.count, 1ULL);
    }

    void whatABrokerHadKeptIsShownAndNotMeasured()
    {
        Record kept = measured("t", R"({"retain":1})", 5);
        kept.text = "99";
        kept.value = 99;
        values->take(gathered({kept}));
        QVERIFY(entry("t").isRetained());
        QVERIFY(!entry("t").mainValue());
        values->take(gathered({said("t", "20", 6)}));
        QVERIFY(!entry("t").isRetained());
        QCOMPARE(entry("t").mainValue()->numbers.greatest, 20.0);
    }

    void noticesAreNoSubjects()
    {
        values->take(gathered({makeNotice(NoticeType::Connected, "Connected")}));
        QCOMPARE(values->size(), size_t(0));
    }

    void theHistoryGoesBeforeWhatIsLive()
    {
        values->take(gathered({said("t", "20", 100)}));
        values->takeEarlier(gathered({said("t", "10", 50), said("old", "1", 40)}));
        QCOMPARE(entry("t").last.text, "20");
        QCOMPARE(entry("t").count, 2ULL);
        QCOMPARE(entry("t").mainValue()->numbers.least, 10.0);
        QCOMPARE(entry("t").mainValue()->numbers.last, 20.0);
        QCOMPARE(entry("old").last.text, "1");
    }

    void theIntervalFollowsTheRate()
    {
        for (int second = 0; second < 60; ++second)
            values->take(gathered({said("t", "1", second)}));
        QVERIFY(std::abs(entry("t").interval - 1) < 0.01);
        for (int tick = 0; tick < 600; ++tick)
            values->take(gathered({said("t", "1", 60 + tick * 0.1)}));
        QVERIFY(std::abs(entry("t").interval - 0.1) < 0.01);
    }

    void theCurveHasOnePointASecondAtMost()
    {
        for (int tick = 0; tick < 1000; ++tick)
            values->take(gathered({said("t", QByteArray::number(tick), tick * 0.1)}));
        const std::vector<float> &curve = entry("t").mainValue()->curve.numbers();
        QCOMPARE(curve.size(), Sparkline::most);
        QCOMPARE(curve.back(), 999.0F);
        QCOMPARE(curve[curve.size() - 2], 989.0F);
    }

    void subjectsStandInTheOrderOfTheTree()
    {
        values->take(
            gathered({said("a b", "1"), said("a/z", "1"), said("a", "1"), said("a/b/c", "1"), said("b", "1")}));
        QVERIFY(values->settle());
        QCOMPARE(listed(), QByteArrayList({"a", "a/b/c", "a/z", "a b", "b"}));
        QCOMPARE(values->below("a"), std::pair(size_t(1), size_t(3)));
        QCOMPARE(values->below("a/b"), std::pair(size_t(1), size_t(2)));
        QCOMPARE(values->below("zzz"), std::pair(size_t(5), size_t(5)));
        QVERIFY(!values->settle());
    }

    void aFilterListsThoseWhoseLastRecordPasses()
    {
        values->take(gathered({said("a", "10"), said("b", "90"), said("c", "95")}));
        values->setFilter(*Filter::parse(u"value>80"_s), {});
        values->settle();
        QCOMPARE(listed(), QByteArrayList({"b", "c"}));
        values->take(gathered({said("a", "81"), said("b", "5")}));
        values->settle();
        QCOMPARE(listed(), QByteArrayList({"a", "c"}));
        values->setFilter({}, {});
        values->settle();
        QCOMPARE(listed(), QByteArrayList({"a", "b", "c"}));
    }

    void hugeTextsAreCut()
    {
        values->take(gathered({said("t", QByteArray("ä").repeated(1'000'000))}));
        QVERIFY(entry("t").last.footprint() < LatestGatherer::mostBytes);
        QVERIFY(QString::fromUtf8(entry("t").last.text).count(QChar::ReplacementCharacter) == 0);
    }

    void aNewCaptureTakesOnlyTheNumbersOfRecords()
    {
        Record record = said("t", "1");
        record.seq = 5;
        values->take(gathered({record}));
        values->startAnew();
        QCOMPARE(entry("t").last.text, "1");
        QCOMPARE(entry("t").last.seq, 0ULL);
    }

private:
    const LatestValues::Entry &entry(const QByteArray &subject) const
    {
        return values->entry(quint32(values->find(subject)));
    }
    QByteArrayList listed() const
    {
        QByteArrayList all;
        for (const quint32 number : values->listed())
            all << values->entry(number).subject();
        return all;
    }
    std::unique_ptr<LatestValues> values;
};

QTEST_GUILESS_MAIN(tst_LatestValues)
#include "tst_LatestValues.moc"
