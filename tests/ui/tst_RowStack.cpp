// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/RowStack.h"

#include <QTest>
#include <limits>

using namespace livebelt;

class tst_RowStack : public QObject
{
    Q_OBJECT

    RowStack stack;
    int measured = 0;
    std::function<int(int)> heights = [](int) { return 20; };

    void layOut()
    {
        measured = 0;
        stack.layOut([this](int row) {
            ++measured;
            return heights(row);
        });
    }
    int topOf(int row) const { return stack.find(row).value_or(RowStack::Row{-1, -9999, 0}).top; }

private Q_SLOTS:
    void init()
    {
        stack = {};
        heights = [](int row) { return 10 + row % 7 * 10; }; // 10 to 70
        stack.setHeight(200);
        stack.setRows(10'000'000);
    }

    void onlyWhatIsOnTheScreenIsMeasured()
    {
        stack.toEnd();
        layOut();
        QVERIFY(measured <= 21);
        QCOMPARE(stack.lastRow(), 9'999'999);
        QCOMPARE(stack.shown().back().bottom(), 200);
        QVERIFY(stack.isAtEnd());
        stack.anchorAt(5'000'000, 0);
        layOut();
        QVERIFY(measured <= 21);
        QCOMPARE(stack.firstRow(), 5'000'000);
        QVERIFY(!stack.isAtEnd());
        stack.setRows(std::numeric_limits<int>::max());
        stack.toEnd();
        layOut();
        QCOMPARE(stack.lastRow(), std::numeric_limits<int>::max() - 1);
        QCOMPARE(stack.barValue(), stack.barMaximum());
    }

    void rowsOfAnyHeightStandWithoutHolesAndScrollByPixels()
    {
        stack.anchorAt(1000, 0);
        layOut();
        for (int step = 0; step < 500; ++step) {
            stack.scrollBy(step % 3 == 0 ? -31 : 17);
            layOut();
            int bottom = stack.shown().front().top;
            QVERIFY(bottom <= 0);
            for (const RowStack::Row &row : stack.shown()) {
                QCOMPARE(row.top, bottom);
                QCOMPARE(row.height, heights(row.row));
                bottom = row.bottom();
            }
            QVERIFY(bottom >= 200);
        }
    }

    void whatComesGoesOrGrowsElsewhereMovesNothing()
    {
        stack.anchorAt(1000, -5);
        layOut();
        const int top = topOf(1002);
        stack.rowsInserted(0, 700);
        layOut();
        QCOMPARE(topOf(1702), top);
        stack.rowsRemoved(100, 309);
        layOut();
        QCOMPARE(topOf(1492), top);
        heights = [old = heights](int row) { return row < 1490 || row > 1510 ? 99 : old(row); };
        layOut();
        stack.rowsInserted(stack.rows(), 1000);
        layOut();
        QCOMPARE(topOf(1492), top);
    }

    void aRowThatGrowsOnTheScreenPushesWhatIsBehindIt()
    {
        heights = [](int) { return 20; };
        stack.anchorAt(500, 0);
        layOut();
        heights = [](int row) { return row == 500 ? 60 : 20; };
        stack.anchorOutside(500, 500); // it was not there before: what is read stays
        layOut();
        QCOMPARE(topOf(501), 20);
        QCOMPARE(topOf(500), -40);
    }

    void fewRowsStandAtTheUpperEdge()
    {
        heights = [](int) { return 20; };
        stack.setRows(3);
        stack.toEnd();
        layOut();
        QCOMPARE(topOf(0), 0);
        QCOMPARE(stack.rowAt(59), 2);
        QCOMPARE(stack.rowAt(60), -1);
        QVERIFY(stack.isAtEnd());
        stack.setRows(0);
        layOut();
        QCOMPARE(stack.lastRow(), -1);
    }

    void theEndIsNotLeftByAHole()
    {
        heights = [](int) { return 20; };
        stack.setRows(100);
        stack.anchorAt(99, 0);
        layOut();
        QCOMPARE(stack.shown().back().bottom(), 200);
        stack.anchorAt(0, 150);
        layOut();
        QCOMPARE(topOf(0), 0);
        QCOMPARE(stack.lastRow(), 9);
    }

    void aRowIsBroughtIntoViewByAsLittleAsNeeded()
    {
        heights = [](int) { return 20; };
        stack.anchorAt(100, 0);
        layOut();
        const auto bring = [&](int row) {
            stack.bringIntoView(row, heights);
            layOut();
        };
        bring(105);
        QCOMPARE(stack.firstRow(), 100);
        bring(110);
        QCOMPARE(topOf(110), 180);
        bring(50);
        QCOMPARE(topOf(50), 0);
        heights = [](int row) { return row == 300 ? 900 : 20; };
        bring(300); // higher than the screen: its beginning
        QCOMPARE(topOf(300), 0);
    }

    void rowsOfNoHeightAreSteppedOver()
    {
        heights = [](int row) { return row % 64 == 0 ? 20 : 0; };
        stack.toEnd();
        layOut();
        QVERIFY(measured < 64 * 12);
        QCOMPARE(stack.lastRow(), 9'999'999);
        QVERIFY(stack.rowAt(190) >= 0);
        QCOMPARE(stack.rowAt(190) % 64, 0);
    }
};

QTEST_APPLESS_MAIN(tst_RowStack)
#include "tst_RowStack.moc"
