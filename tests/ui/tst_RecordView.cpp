// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/RecordViewFixture.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>

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

} // namespace

class tst_RecordView : public QObject, private test::RecordViewFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

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
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middleOf(990));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, middleOf(994));
        QCOMPARE(view->selectedRange(), RecordView::SeqRange(991, 995));
        QTest::keyClick(view.get(), Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(view->selectedRange(), RecordView::SeqRange(991, 994));
        QTest::keyClick(view.get(), Qt::Key_Home, Qt::ShiftModifier);
        QCOMPARE(view->selectedRange(), RecordView::SeqRange(1, 991));
        view->setFollowing(true);
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, middleOf(992));
        QMouseEvent move(QEvent::MouseMove, QPointF(middleOf(988)),
                         view->viewport()->mapToGlobal(QPointF(middleOf(988))), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view->viewport(), &move);
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, middleOf(988));
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
        QCOMPARE(last.height(), view->lineHeight());
        QCOMPARE(view->visualRect(model->index(1001)).height(), view->lineHeight());
        QCOMPARE(last.bottom() + 1, view->viewport()->height());
    }

    void zoomChangesTheRowsAndKeepsThePlace()
    {
        QSignalSpy zoomed(view.get(), &RecordView::zoomChanged);
        const int height = view->lineHeight();
        QTest::keyClick(view.get(), Qt::Key_Plus, Qt::ControlModifier);
        QTest::keyClick(view.get(), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(view->zoom(), 120);
        QVERIFY(view->lineHeight() > height);
        QCOMPARE(view->lastVisibleRow(), 999);
        QTest::keyClick(view.get(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(view->lineHeight(), height);
        QCOMPARE(zoomed.size(), 3);
        view->setZoom(100'000);
        QCOMPARE(view->zoom(), 400);
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
        const QPoint at = middleOf(990);
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
};

QTEST_MAIN(tst_RecordView)
#include "tst_RecordView.moc"
