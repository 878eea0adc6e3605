// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/RecordMarks.h"

#include <QSignalSpy>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_RecordMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksAreGoneThrough()
    {
        RecordMarks marks;
        for (const quint64 seq : {5, 2, 9})
            marks.toggle(seq);
        QCOMPARE(marks.next(2, true), std::optional<quint64>(5));
        QCOMPARE(marks.next(9, true), std::nullopt);
        QCOMPARE(marks.next(5, false), std::optional<quint64>(2));
        QCOMPARE(marks.next(0, true), std::optional<quint64>(2));
        marks.toggle(5);
        QCOMPARE(marks.next(2, true), std::optional<quint64>(9));
    }

    void whatThePersonHasDoneMeanwhileStays()
    {
        RecordMarks marks;
        QSignalSpy edited(&marks, &RecordMarks::edited);
        marks.set(1, u"mine"_s);
        marks.toggle(2);
        marks.toggle(2); // taken away again
        marks.load({{1, u"old"_s}, {2, QString()}, {3, u"three"_s}});
        QCOMPARE(marks.note(1), u"mine"_s);
        QVERIFY(!marks.has(2));
        QCOMPARE(marks.note(3), u"three"_s);
        QCOMPARE(edited.size(), 3);
        QCOMPARE(edited[0][0].toULongLong(), 1ULL);
    }

    void aFilterKnowsTheMarksThatItWasGiven()
    {
        RecordMarks marks;
        marks.toggle(7);
        const Filter filter = *Filter::parse(u"is:marked plum"_s);
        QVERIFY(filter.asksForMarks());
        QVERIFY(!Filter::parse(u"plum"_s)->asksForMarks());
        Record record;
        record.seq = 7;
        record.text = "a plum";
        QVERIFY(!filter.matches(record));
        const Filter knowing = filter.withMarked(marks.seqs());
        QVERIFY(knowing.matches(record));
        QVERIFY(!(knowing == filter));
        QVERIFY(knowing == filter.withMarked(marks.seqs()));
        record.seq = 8;
        QVERIFY(!knowing.matches(record));
        marks.toggle(8);
        QVERIFY(filter.withMarked(marks.seqs()).matches(record));
        QVERIFY(!knowing.matches(record)); // a value
    }
};

QTEST_GUILESS_MAIN(tst_RecordMarks)
#include "tst_RecordMarks.moc"
