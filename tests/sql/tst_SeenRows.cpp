// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SeenRows.h"

#include <QTest>

using namespace livebelt;

namespace {

SqlRow row(const QByteArray &a, const QByteArray &b)
{
    return {{a, SqlType::Number, false}, {b, SqlType::Text, b.isNull()}};
}

bool isNew(SeenRows &rows, const QByteArray &value, const QByteArray &text)
{
    return rows.isNew({value, true}, row(value, text));
}

} // namespace

class tst_SeenRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatItHasSeenAndHowOften()
    {
        SeenRows rows;
        QVERIFY(!rows.areKnown());
        rows.beginLook();
        QVERIFY(isNew(rows, "1", "a") && isNew(rows, "2", "a") && isNew(rows, "2", "a") && isNew(rows, "2", "b"));
        QVERIFY(rows.areKnown());
        rows.beginLook();
        QVERIFY(!isNew(rows, "2", "b") && !isNew(rows, "2", "a") && !isNew(rows, "2", "a"));
        QVERIFY(isNew(rows, "2", "a"));
        QVERIFY(isNew(rows, "2", {}) && isNew(rows, "2", ""));
        QVERIFY(isNew(rows, "3", "a"));
        rows.beginLook();
        QVERIFY(isNew(rows, "4", "a"));
    }

    void aRowThatWasAwayIsNewWhenItComesBack()
    {
        SeenRows rows;
        const auto look = [&rows](const QByteArrayList &texts) {
            QByteArray fresh;
            rows.beginLook();
            for (const QByteArray &text : texts) {
                if (isNew(rows, "5", text))
                    fresh += text;
            }
            rows.endLook();
            return fresh;
        };
        QCOMPARE(look({"a", "b"}), "ab");
        QCOMPARE(look({"a"}), "");
        QCOMPARE(look({"a", "b"}), "b");
        QCOMPARE(look({}), "");
        QVERIFY(rows.areKnown()); // so that the next look asks for that value, too
        QCOMPARE(look({"a", "a"}), "aa");
        rows.beginLook(); // one that breaks off forgets nothing
        rows.beginLook();
        QVERIFY(!isNew(rows, "5", "a") && !isNew(rows, "5", "a"));
    }

    void numbersAreTheSameHoweverTheyAreWritten()
    {
        SeenRows rows;
        QVERIFY(isNew(rows, "1.0", "a") && isNew(rows, "1.00", "b"));
        rows.beginLook();
        QVERIFY(!isNew(rows, "1.00", "b") && !isNew(rows, "1.0", "a"));
    }

    void tooManyWithOneValueAreNotLookedForAgain()
    {
        SeenRows rows;
        for (size_t i = 0; i < SeenRows::most; ++i)
            QVERIFY(isNew(rows, "1", QByteArray::number(qulonglong(i))));
        QVERIFY(rows.areKnown());
        QVERIFY(isNew(rows, "1", "one more"));
        QVERIFY(!rows.areKnown());
        QVERIFY(isNew(rows, "2", "a"));
        QVERIFY(rows.areKnown());
    }
};

QTEST_GUILESS_MAIN(tst_SeenRows)
#include "tst_SeenRows.moc"
