// SPDX-License-Identifier: GPL-3.0-or-later
#include "../lists/FakeCapture.h"
#include "ui/lists/NewPill.h"
#include "ui/lists/RecordView.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

/// Rows without anything behind them, which count who asks for them.
class CountingModel final : public RecordModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : rows; }
    const Record *record(int row) const override
    {
        ++asked;
        highest = std::max(highest, row);
        lowest = std::min(lowest, row);
        current = fakeRecord(quint64(row) + 1);
        return &current;
    }
    quint64 seqAt(int row) const override { return row < 0 || row >= rows ? 0 : quint64(row) + 1; }
    int rowOfSeq(quint64 seq) const override { return seq == 0 || seq > quint64(rows) ? -1 : int(seq - 1); }
    int rowAtOrBefore(quint64 seq) const override { return int(std::min(seq, quint64(rows))) - 1; }
    QString missingText(int) const override { return {}; }
    void setReading(const QObject *, int, int) override {}
    bool isExcerpt(int) const override { return false; }
    void requestWhole(int) override {}
    void append(int count)
    {
        beginInsertRows({}, rows, rows + count - 1);
        rows += count;
        endInsertRows();
    }
    void forget()
    {
        asked = 0;
        highest = 0;
        lowest = std::numeric_limits<int>::max();
    }

    int rows = 0;
    mutable int asked = 0;
    mutable int highest = 0;
    mutable int lowest = std::numeric_limits<int>::max();
    mutable Record current;
};

void turnWheel(RecordView &view, int notches)
{
    const QPointF at(50, 50);
    QWheelEvent event(at, view.viewport()->mapToGlobal(at), {}, QPoint(0, 120 * notches), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view.viewport(), &event);
}

QPoint middleOf(const RecordView &view, int row)
{
    return view.visualRect(view.records()->index(row)).center();
}

} // namespace

class tst_RecordView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        model = std::make_unique<RecordListModel>(1);
        capture = std::make_unique<FakeCapture>(*model);
        capture->automatic = true;
        view = std::make_unique<RecordView>();
        view->resize(600, 400);
        view->setRecords(model.get());
        model->grow(fakeGrowth(1000, 1000));
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        view->setFocus();
        pill = view->findChild<NewPill *>();
        QVERIFY(pill);
    }
    void cleanup()
    {
        view->setRecords(nullptr);
        view.reset();
        capture.reset();
        model.reset();
    }

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
        turnWheel(*view, 1);
        QVERIFY(!view->isFollowing());
        QCOMPARE(view->lastVisibleRow(), 996);
        turnWheel(*view, -1);
        QVERIFY(view->isFollowing());
        turnWheel(*view, -1);
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
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middleOf(*view, 995));
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
        turnWheel(*view, 5);
        grow(3);
        QCOMPARE(pill->text(), u"3 new"_s);
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY(view->isFollowing());
        QVERIFY(!pill->isVisible());
        QCOMPARE(view->lastVisibleRow(), 1002);
    }

    void thePillCountsDownWhileTheReaderScrollsOn()
    {
        turnWheel(*view, 1);
        grow(100);
        QCOMPARE(view->newCount(), quint64(100));
        turnWheel(*view, -10);
        QVERIFY(!view->isFollowing());
        QCOMPARE(view->newCount(), quint64(1100 - 1 - view->lastVisibleRow()));
        const quint64 left = view->newCount();
        turnWheel(*view, 20); // what was seen does not become new again
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
        turnWheel(*view, 10);
        const int first = view->firstVisibleRow();
        view->setPaused(true);
        grow(100);
        view->setPaused(false);
        QCOMPARE(view->firstVisibleRow(), first);
        QCOMPARE(pill->text(), u"100 new"_s);
    }

    void whatIsReadStaysInMemoryWhateverComes()
    {
        turnWheel(*view, 20);
        view->viewport()->repaint();
        for (int i = 0; i < 20; ++i)
            grow(4096);
        for (int row = view->firstVisibleRow(); row <= view->lastVisibleRow(); ++row)
            QVERIFY(model->record(row));
    }

    void keysMoveWhatIsCurrent()
    {
        QTest::keyClick(view.get(), Qt::Key_Up);
        QCOMPARE(view->currentSeq(), quint64(1000));
        QTest::keyClick(view.get(), Qt::Key_Up);
        QCOMPARE(view->currentSeq(), quint64(999));
        QTest::keyClick(view.get(), Qt::Key_Home);
        QCOMPARE(view->currentSeq(), quint64(1));
        QCOMPARE(view->firstVisibleRow(), 0);
        QTest::keyClick(view.get(), Qt::Key_Up);
        QCOMPARE(view->currentSeq(), quint64(1));
        QTest::keyClick(view.get(), Qt::Key_Down);
        QCOMPARE(view->currentSeq(), quint64(2));
        QTest::keyClick(view.get(), Qt::Key_PageDown);
        QVERIFY(view->currentSeq() > 10);
        QVERIFY(view->visualRect(model->index(view->currentRow())).isValid());
        QTest::keyClick(view.get(), Qt::Key_Escape);
        QCOMPARE(view->currentSeq(), quint64(0));
    }

    void shiftAndDraggingSelectARange()
    {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middleOf(*view, 990));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, middleOf(*view, 994));
        QCOMPARE(view->selectedRange(), RecordView::SeqRange(991, 995));
        QTest::keyClick(view.get(), Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(view->selectedRange(), RecordView::SeqRange(991, 994));
        QTest::keyClick(view.get(), Qt::Key_Home, Qt::ShiftModifier);
        QCOMPARE(view->selectedRange(), RecordView::SeqRange(1, 991));
        view->setFollowing(true);
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, middleOf(*view, 992));
        QMouseEvent move(QEvent::MouseMove, QPointF(middleOf(*view, 988)),
                         view->viewport()->mapToGlobal(QPointF(middleOf(*view, 988))), Qt::NoButton, Qt::LeftButton,
                         {});
        QCoreApplication::sendEvent(view->viewport(), &move);
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, middleOf(*view, 988));
        QCOMPARE(view->selectedRange(), RecordView::SeqRange(989, 993));
    }

    void copyingTakesRowsThatAreNotInMemoryToo()
    {
        for (int i = 0; i < 10; ++i)
            grow(4096);
        QSignalSpy message(view.get(), &RecordView::message);
        view->selectRange(11, 300);
        QVERIFY(!model->record(200));
        QTest::keySequence(view.get(), QKeySequence::Copy);
        QTRY_COMPARE(message.size(), 1);
        QCOMPARE(message[0][0].toString(), u"Copied 290 rows."_s);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 290);
        QVERIFY(lines.first().endsWith(u"apple 11"_s));
        QVERIFY(lines.last().endsWith(u"plum 300"_s));
    }

    void copyingTooMuchSaysSo()
    {
        for (int i = 0; i < 10; ++i)
            grow(4096);
        QSignalSpy message(view.get(), &RecordView::message);
        view->selectAll();
        view->copySelection();
        QTRY_COMPARE(message.size(), 1);
        QVERIFY(message[0][0].toString().startsWith(u"Copied the first 10,000 rows"_s));
    }

    void appendingToTenMillionRowsTouchesOnlyWhatIsVisible()
    {
        CountingModel many;
        many.rows = 10'000'000;
        RecordView list;
        list.resize(600, 400);
        list.setRecords(&many);
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list));
        list.viewport()->repaint();
        const int visible = list.lastVisibleRow() - list.firstVisibleRow() + 1;
        QVERIFY(visible < 40);
        for (int i = 0; i < 10; ++i) {
            many.forget();
            many.append(1000);
            QCOMPARE(many.asked, 0); // nothing before painting
            list.viewport()->repaint();
            QVERIFY2(many.asked <= 3 * visible, qPrintable(QString::number(many.asked)));
            QCOMPARE(many.highest, many.rows - 1);
            QVERIFY(many.lowest >= many.rows - visible - 1);
        }
        many.forget();
        list.verticalScrollBar()->setValue(5'000'000);
        list.selectAll();
        list.viewport()->repaint();
        QVERIFY(many.asked <= 6 * visible);
        list.setRecords(nullptr);
    }

    void aRowIsAsHighWhateverIsInIt()
    {
        FeedGrowth growth = fakeGrowth(1003, 3);
        growth.tail[0].text = QByteArray("line\n").repeated(1000);
        growth.tail[1].text = QByteArray("x").repeated(50'000'000);
        growth.tail[2].text = "\xE2\x80\xAEtxt.exe";
        model->grow(growth);
        view->viewport()->repaint();
        const QRect last = view->visualRect(model->index(1002));
        QCOMPARE(last.height(), view->rowHeight());
        QCOMPARE(view->visualRect(model->index(1001)).height(), view->rowHeight());
        QCOMPARE(last.bottom() + 1, view->viewport()->height());
    }

    void zoomChangesTheRowsAndKeepsThePlace()
    {
        QSignalSpy zoomed(view.get(), &RecordView::zoomChanged);
        const int height = view->rowHeight();
        QTest::keyClick(view.get(), Qt::Key_Plus, Qt::ControlModifier);
        QTest::keyClick(view.get(), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(view->zoom(), 120);
        QVERIFY(view->rowHeight() > height);
        QCOMPARE(view->lastVisibleRow(), 999);
        QTest::keyClick(view.get(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(view->rowHeight(), height);
        QCOMPARE(zoomed.size(), 3);
        view->setZoom(100'000);
        QCOMPARE(view->zoom(), 400);
    }

    void rowsRemovedInFrontMoveNobody()
    {
        RecordListModel bounded(1, nullptr, 2000);
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

    void goingToARecordShowsIt()
    {
        view->goToSeq(17);
        QCOMPARE(view->currentSeq(), quint64(17));
        QVERIFY(view->visualRect(model->index(16)).isValid());
        view->goToSeq(100'000);
        QCOMPARE(view->currentSeq(), quint64(1000));
    }

    void theMenuIsAskedForTheRowUnderTheMouse()
    {
        QSignalSpy menu(view.get(), &RecordView::rowMenuWanted);
        const QPoint at = middleOf(*view, 990);
        QTest::mouseClick(view->viewport(), Qt::RightButton, {}, at);
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, view->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(view->viewport(), &event);
        QCOMPARE(menu.size(), 1);
        QCOMPARE(menu[0][1].toULongLong(), 991ULL);
        QCOMPARE(view->currentSeq(), quint64(991));
    }

    void assistiveProgramsSeeTheRowsOnScreen()
    {
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view.get());
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        const int rows = view->lastVisibleRow() - view->firstVisibleRow() + 1;
        QCOMPARE(list->childCount(), rows);
        QAccessibleInterface *last = list->child(rows - 1);
        QVERIFY(last->text(QAccessible::Name).endsWith(u"bob, plum 1000"_s));
        QCOMPARE(list->indexOfChild(last), rows - 1);
        QCOMPARE(last->parent(), list);
        QTest::keyClick(view.get(), Qt::Key_Up);
        QVERIFY(last->state().selected);
        QVERIFY(last->state().focused);
        QCOMPARE(list->focusChild(), last);
        QCOMPARE(list->childAt(last->rect().center().x(), last->rect().center().y()), last);
        grow(5);
        QCOMPARE(list->childCount(), rows + 1); // the pill
        QCOMPARE(list->child(rows)->text(QAccessible::Name), u"5 new"_s);
        QVERIFY(!list->child(rows + 1));
    }

    void lettersAreNotSearchedFor()
    {
        QTest::keyClick(view.get(), Qt::Key_P);
        QCOMPARE(view->currentSeq(), quint64(0));
        QVERIFY(view->isFollowing());
    }

private:
    void grow(quint64 count) { model->grow(fakeGrowth(model->end() + count, std::min(count, quint64(4096)))); }

    std::unique_ptr<RecordListModel> model;
    std::unique_ptr<FakeCapture> capture;
    std::unique_ptr<RecordView> view;
    NewPill *pill = nullptr;
};

QTEST_MAIN(tst_RecordView)
#include "tst_RecordView.moc"
