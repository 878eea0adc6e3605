// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/RecordViewFixture.h"

#include <QScrollBar>
#include <QSignalSpy>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_RecordViewFollowing : public QObject, private test::RecordViewFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void followsAtTheBottom()
    {
        QVERIFY(view->isFollowing());
        QCOMPARE(view->lastVisibleRow(), 999);
        grow(500);
        QCOMPARE(view->lastVisibleRow(), 1499);
        QVERIFY(!pill->isVisible());
        QCOMPARE(view->verticalScrollBar()->value(), view->verticalScrollBar()->maximum());
    }

    void pageUpLeavesFollowingAndEndTakesItUpAgain()
    {
        QSignalSpy following(view.get(), &RecordView::followingChanged);
        QTest::keyClick(view.get(), Qt::Key_PageUp);
        QVERIFY(!view->isFollowing());
        const int first = view->firstVisibleRow();
        grow(1234);
        QCOMPARE(view->firstVisibleRow(), first); // a reader is never moved
        QVERIFY(pill->isVisible());
        QCOMPARE(pill->text(), u"1,234 new"_s);
        QTest::keyClick(view.get(), Qt::Key_End);
        QVERIFY(view->isFollowing());
        QVERIFY(!pill->isVisible());
        QCOMPARE(view->lastVisibleRow(), 2233);
        QCOMPARE(following.size(), 2);
    }

    void wheelUpLeavesFollowingAndWheelDownToTheEndTakesItUp()
    {
        turnWheel(1);
        QVERIFY(!view->isFollowing());
        QCOMPARE(view->lastVisibleRow(), 996);
        turnWheel(-1);
        QVERIFY(view->isFollowing());
        turnWheel(-1);
        QVERIFY(view->isFollowing());
    }

    void theScrollBarLeavesFollowingAndTakesItUpAgain()
    {
        view->verticalScrollBar()->setValue(100);
        QVERIFY(!view->isFollowing());
        QCOMPARE(view->firstVisibleRow(), 100);
        view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum());
        QVERIFY(view->isFollowing());
    }

    void aSelectionLeavesFollowing()
    {
        QSignalSpy current(view.get(), &RecordView::currentSeqChanged);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middleOf(995));
        QVERIFY(!view->isFollowing());
        QCOMPARE(view->currentSeq(), quint64(996));
        QCOMPARE(current.size(), 1);
        const int first = view->firstVisibleRow();
        grow(10);
        QCOMPARE(view->firstVisibleRow(), first);
        QCOMPARE(pill->text(), u"10 new"_s);
    }

    void aClickOnThePillFollowsAgain()
    {
        turnWheel(5);
        grow(3);
        QCOMPARE(pill->text(), u"3 new"_s);
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY(view->isFollowing());
        QVERIFY(!pill->isVisible());
        QCOMPARE(view->lastVisibleRow(), 1002);
    }

    void thePillCountsDownWhileTheReaderScrollsOn()
    {
        turnWheel(1);
        grow(100);
        QCOMPARE(view->newCount(), quint64(100));
        turnWheel(-10);
        QVERIFY(!view->isFollowing());
        QCOMPARE(view->newCount(), quint64(1100 - 1 - view->lastVisibleRow()));
        const quint64 left = view->newCount();
        turnWheel(20); // what was seen does not become new again
        QCOMPARE(view->newCount(), left);
    }

    void pauseFreezesTheViewWhileTheRecordsGoOn()
    {
        QSignalSpy paused(view.get(), &RecordView::pausedChanged);
        view->setPaused(true);
        QCOMPARE(paused.size(), 1);
        const int first = view->firstVisibleRow();
        const int maximum = view->verticalScrollBar()->maximum();
        grow(5120);
        QCOMPARE(view->firstVisibleRow(), first);
        QCOMPARE(view->lastVisibleRow(), 999);
        QCOMPARE(view->verticalScrollBar()->maximum(), maximum);
        QCOMPARE(pill->text(), u"Paused: 5,120 records captured meanwhile"_s);
        QTest::keyClick(view.get(), Qt::Key_End);
        QCOMPARE(view->lastVisibleRow(), 999);
        view->setPaused(false);
        QCOMPARE(view->lastVisibleRow(), 6119);
        QVERIFY(!pill->isVisible());
    }

    void aPausedReaderWhoHasScrolledUpStaysThereAfterwards()
    {
        turnWheel(10);
        const int first = view->firstVisibleRow();
        view->setPaused(true);
        grow(100);
        view->setPaused(false);
        QCOMPARE(view->firstVisibleRow(), first);
        QCOMPARE(pill->text(), u"100 new"_s);
    }

    void whatIsReadStaysInMemoryWhateverComes()
    {
        turnWheel(20);
        view->viewport()->repaint();
        for (int i = 0; i < 20; ++i)
            grow(4096);
        for (int row = view->firstVisibleRow(); row <= view->lastVisibleRow(); ++row)
            QVERIFY(model->record(row));
    }
    void rowsRemovedInFrontMoveNobody()
    {
        RecordListModel bounded(1, {}, nullptr, 2000);
        RecordView list;
        list.resize(600, 400);
        list.setRecords(&bounded);
        list.show();
        bounded.grow(fakeGrowth(2000, 2000));
        list.goToSeq(1500);
        const auto seen = list.visibleRange();
        bounded.grow(fakeGrowth(2300, 300));
        QCOMPARE(list.visibleRange(), seen);
        QCOMPARE(list.currentSeq(), quint64(1500));
        list.setRecords(nullptr);
    }
};

QTEST_MAIN(tst_RecordViewFollowing)
#include "tst_RecordViewFollowing.moc"
