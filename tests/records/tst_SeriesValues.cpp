// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/SeriesValues.h"

#include <QTest>

using namespace livebelt;

/// Which numbers of a record are points of series.
class tst_SeriesValues : public QObject
{
    Q_OBJECT

private:
    static QByteArray seriesOf(const QByteArray &fields, double value = std::numeric_limits<double>::quiet_NaN(),
                               Level level = Level::None)
    {
        Record record;
        record.level = level;
        record.fields = fields;
        record.value = value;
        return seriesOf(record);
    }

    static QByteArray seriesOf(const Record &record)
    {
        QByteArrayList found;
        KnownMeanings meanings;
        SeriesValues values(record, meanings);
        while (const SeriesValue *each = values.next())
            found.append(each->field.toByteArray() + '=' + QByteArray::number(each->value, 'g', 16) +
                         each->unit.toByteArray());
        return found.join(' ');
    }

private Q_SLOTS:
    void everyNumberIsOne()
    {
        QCOMPARE(seriesOf(R"({"temp":21.5,"out.hum":40,"t":"20.6 °C","word":"hot","ok":true,"none":null})"),
                 "temp=21.5 out.hum=40 t=20.6Cel");
        QCOMPARE(seriesOf({}, 3), "=3");
        QCOMPARE(seriesOf(R"({"value":3})", 3), "value=3");
        QCOMPARE(seriesOf(R"({"temp":"NaN"})"), "temp=nan");
    }
    void timesAndIdentitiesAreNone()
    {
        QCOMPARE(seriesOf(R"({"id":7,"time":1764500000,"qos":1,"temp":1})"), "temp=1");
        QCOMPARE(seriesOf(R"({"level":30,"temp":1})", 1, Level::Info), "temp=1");
        QCOMPARE(seriesOf(R"({"level":2.5})"), "level=2.5");
        Record row;
        row.time = 1764500000'000'000;
        row.fields = R"({"1":1764500000,"2":1764500001,"3":1764500000000})";
        QCOMPARE(seriesOf(row), "2=1764500001");
    }
    void whatWasReceivedBeforeIsNotDrawnAsNew()
    {
        QCOMPARE(seriesOf(R"({"temp":1,"qos":0,"retain":1})"), "");
        QCOMPARE(seriesOf(R"({"temp":1,"history":true})"), "");
    }
    void aNameWithEscapesIsTheNameItself()
    {
        const QByteArray fields = "{\"a\\\"b\":1,\"i\\u0064\":7}"; // the second one is "id"
        QCOMPARE(seriesOf(fields), "a\"b=1");
    }
    void namesWithoutEndAreNotKept()
    {
        KnownMeanings meanings;
        for (int i = 0; i < 10'000; ++i)
            QCOMPARE(meanings.of("n" + QByteArray::number(i)).role, Role::Field);
        QVERIFY(meanings.size() <= KnownMeanings::mostNames);
        for (int again = 0; again < 2; ++again) {
            QCOMPARE(meanings.of("Meta.Host").role, Role::Subject);
            QCOMPARE(meanings.of("id").role, Role::Label);
        }
    }
    void aFieldOfThatNameIsAFieldLikeOthers()
    {
        QCOMPARE(seriesOf(R"({"history":5,"temp":1})"), "history=5 temp=1");
        QCOMPARE(seriesOf(R"({"retain":0,"temp":1})"), "temp=1");
    }
};

QTEST_APPLESS_MAIN(tst_SeriesValues)
#include "tst_SeriesValues.moc"
