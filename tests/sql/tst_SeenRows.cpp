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
