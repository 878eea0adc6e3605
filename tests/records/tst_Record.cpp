// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Record.h"
#include "model/records/Result.h"

#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_Record : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsKnownByItsWord()
    {
        for (const char *word : {"message", "measurement", "event", "row", "notice"}) {
            const auto kind = kindFromName(word);
            QVERIFY2(kind, word);
            QCOMPARE(kindName(*kind), QByteArray(word));
        }
        QVERIFY(!kindFromName(""));
        QVERIFY(!kindFromName("Message"));
        QVERIFY(!kindFromName("messages"));
    }

    void aNewRecordSaysNothing()
    {
        const Record record;
        QVERIFY(!record.hasValue());
        QCOMPARE(record.when(), noTime);
        QCOMPARE(record.seq, quint64(0));
        QCOMPARE(record.footprint(), qsizetype(sizeof(Record)));
    }

    void theTimeOfTheSourceComesFirst()
    {
        Record record;
        record.received = 20;
        QCOMPARE(record.when(), 20);
        record.time = 10;
        QCOMPARE(record.when(), 10);
    }

    void theFootprintHoldsAllTexts()
    {
        Record record;
        record.subject = record.text = record.unit = record.fields = record.raw = QByteArray(100, 'x');
        QCOMPARE(record.footprint(), qsizetype(sizeof(Record)) + 500);
    }

    void aResultIsAValueOrAReason()
    {
        const Result<int> value = 5;
        QVERIFY(value);
        QCOMPARE(*value, 5);
        const Result<int> failure = Failure{u"Because."_s};
        QVERIFY(!failure);
        QCOMPARE(failure.error(), u"Because."_s);
        QVERIFY(Result<void>());
        const Result<void> nothing = Failure{u"Because."_s};
        QVERIFY(!nothing);
        QCOMPARE(nothing.error(), u"Because."_s);
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_Record)
#include "tst_Record.moc"
