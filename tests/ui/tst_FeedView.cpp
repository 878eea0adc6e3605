// SPDX-License-Identifier: GPL-3.0-or-later
#include "../lists/FakeCapture.h"
#include "model/lists/RecordMarks.h"
#include "ui/lists/FeedBanner.h"
#include "ui/lists/FeedView.h"
#include "ui/lists/FilterBar.h"
#include "ui/lists/MatchStrip.h"
#include "ui/views/RecordView.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_FeedView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        capture = std::make_shared<FakeCapture>();
        model = std::make_unique<RecordListModel>(1, capture);
        model->setFeedName("#chat");
        capture->automatic = true;
        view = std::make_unique<FeedView>(1, *model);
        view->resize(700, 500);
        view->show();
        QVERIFY(QTest::qWaitForWindowActive(view.get()));
        view->list().setFocus();
        edit = view->findChild<QLineEdit *>();
        QVERIFY(edit);
    }
    void cleanup()
    {
        view.reset();
        capture.reset();
        model.reset();
    }

    void typingAFilterShowsWhatMatches()
    {
        model->grow(fakeGrowth(5000, 100));
        QSignalSpy changed(view.get(), &FeedView::filterChanged);
        QTest::keySequence(view.get(), QKeySequence::Find);
        QVERIFY(edit->hasFocus());
        QTest::keyClicks(edit, u"p"_s);
        QCoreApplication::processEvents();
        QCOMPARE(view->filter(), u"p"_s); // at once
        QTest::keyClicks(edit, u"lum"_s);
        QTRY_COMPARE(view->filter(), u"plum"_s);
        QCOMPARE(changed.size(), 2); // the others together
        QCOMPARE(view->filter(), u"plum"_s);
        QTRY_COMPARE(view->shownCount(), quint64(500));
        QTRY_VERIFY(words().contains(u"500 of 5,000 (10 %)"_s));
        QVERIFY(view->isFollowing());
        QCOMPARE(view->list().lastVisibleRow(), 499);
        model->grow(fakeGrowth(5100, 100));
        QCOMPARE(view->shownCount(), quint64(510));
        QTest::keyClick(edit, Qt::Key_Escape);
        QCOMPARE(view->filter(), QString());
        QCOMPARE(view->shownCount(), quint64(5100));
        QCOMPARE(words(), u"5,100 records"_s);
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(view->list().hasFocus());
    }

    void recordsAreMarkedNotedAndGoneTo()
    {
        model->grow(fakeGrowth(5000, 100));
        RecordMarks marks;
        view->setMarks(marks);
        view->goToSeq(4990);
        QTest::keyClick(&view->list(), Qt::Key_M);
        QVERIFY(marks.has(4990));
        const int row = view->list().currentRow();
        QVERIFY(view->list().spokenParts(row).contains(u"marked"_s));
        marks.set(10, u"look here"_s);
        QSignalSpy told(view.get(), &FeedView::remark);
        QTest::keyClick(&view->list(), Qt::Key_BracketLeft);
        QCOMPARE(view->list().currentSeq(), 10ULL);
        QCOMPARE(told.last()[0].toString(), u"Note: look here"_s);
        QTest::keyClick(&view->list(), Qt::Key_BracketRight);
        QCOMPARE(view->list().currentSeq(), 4990ULL);
        QTest::keyClick(&view->list(), Qt::Key_BracketRight); // round
        QCOMPARE(view->list().currentSeq(), 10ULL);
        QTest::keyClick(&view->list(), Qt::Key_M);
        QVERIFY(!marks.has(10));
        QTest::keyClick(&view->list(), Qt::Key_M, Qt::ShiftModifier);
        auto *dialog = view->findChild<QInputDialog *>();
        QVERIFY(dialog);
        dialog->setTextValue(u" a note "_s);
        dialog->accept();
        QCOMPARE(marks.note(10), u"a note"_s);
        auto *strip = view->findChild<MatchStrip *>();
        QVERIFY(strip->marksAt(int(double(strip->height()) * 9.5 / 5000)) & MarkBuckets::Person);
        view.reset();
    }

    void aFilterForMarksFollowsThem()
    {
        model->grow(fakeGrowth(5000, 100));
        RecordMarks marks;
        view->setMarks(marks);
        marks.toggle(4990);
        view->setFilter(u"is:marked"_s);
        QTRY_COMPARE(view->shownCount(), 1ULL);
        marks.toggle(4995);
        QTRY_COMPARE(view->shownCount(), 2ULL);
        marks.toggle(4990);
        QTRY_COMPARE(view->shownCount(), 1ULL);
        view.reset();
    }

    void whatIsLookedForHidesNothing()
    {
        model->grow(fakeGrowth(5000, 100));
        QSignalSpy told(view.get(), &FeedView::remark);
        QTest::keyClick(&view->list(), Qt::Key_Slash);
        QVERIFY(edit->hasFocus());
        QTest::keyClicks(edit, u"plum"_s);
        QTest::keyClick(edit, Qt::Key_Return); // who follows begins with the newest match
        QTRY_COMPARE(view->list().currentSeq(), quint64(5000));
        QCOMPARE(view->filter(), QString());
        QCOMPARE(view->shownCount(), quint64(5000));
        QTRY_COMPARE(words(), u"500 of 500 matches"_s);
        QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE(view->list().currentSeq(), quint64(4990));
        view->list().setFocus();
        QTest::keyClick(&view->list(), Qt::Key_N, Qt::ShiftModifier);
        QTRY_COMPARE(view->list().currentSeq(), quint64(4980));
        QTRY_COMPARE(words(), u"498 of 500 matches"_s);
        view->goToSeq(2001);
        QTest::keyClick(&view->list(), Qt::Key_N);
        QTRY_COMPARE(view->list().currentSeq(), quint64(2010));
        const auto seen = view->list().visibleRange();
        QVERIFY(seen && seen->first < 2010 && seen->second > 2010); // with what stands around it
        QCOMPARE(told.size(), 0);
        view->goToSeq(5000);
        QTest::keyClick(&view->list(), Qt::Key_N);
        QTRY_COMPARE(view->list().currentSeq(), quint64(10));
        QCOMPARE(told.size(), 1);
        QVERIFY(told[0][0].toString().contains(u"round"_s));
        QTest::keyClick(&view->list(), Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE(view->list().currentSeq(), quint64(5000));
        QCOMPARE(told.size(), 2);
    }

    void aFilterBecomesASearchAndBack()
    {
        model->grow(fakeGrowth(4000, 4000));
        view->setFilter(u"plum"_s);
        QTRY_COMPARE(view->shownCount(), quint64(400));
        const int asked = capture->searchesAsked;
        view->goToSeq(1000);
        view->findChild<QAbstractButton *>(u"findMode"_s)->click();
        QCOMPARE(view->filter(), QString());
        QCOMPARE(view->shownCount(), quint64(4000));
        QCOMPARE(view->list().currentSeq(), quint64(1000));
        view->findChild<QAbstractButton *>(u"findNewer"_s)->click();
        QTRY_COMPARE(view->list().currentSeq(), quint64(1010));
        QCOMPARE(capture->searchesAsked, asked); // all is known
        view->findChild<QAbstractButton *>(u"filterMode"_s)->click();
        QCOMPARE(view->filter(), u"plum"_s);
        QCOMPARE(view->shownCount(), quint64(400));
        QCOMPARE(view->list().currentSeq(), quint64(1010));
    }

    void whatIsNowhereIsSaid()
    {
        model->grow(fakeGrowth(1000, 100));
        QSignalSpy told(view.get(), &FeedView::remark);
        QTest::keyClick(&view->list(), Qt::Key_N); // nothing to look for yet: asks
        QVERIFY(edit->hasFocus());
        QTest::keyClicks(edit, u"cherry"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told[0][0].toString(), u"No record matches."_s);
        QTRY_COMPARE(words(), u"0 matches"_s);
    }

    void aMistakeInTheFilterIsSaidAndFiltersNothing()
    {
        model->grow(fakeGrowth(100, 100));
        view->setFilter(u"plum"_s);
        QTRY_COMPARE(view->shownCount(), quint64(10));
        auto *bar = view->findChild<FilterBar *>();
        edit->setText(u"kind:nonsense"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(!bar->error().isEmpty());
        QCOMPARE(view->filter(), u"plum"_s); // what was in force stays
        view->setFilter(u"kind:message"_s);
        QVERIFY(bar->error().isEmpty());
        QTRY_COMPARE(view->shownCount(), quint64(100));
    }

    void theReaderStaysWhereHeIsWhenTheFilterGoes()
    {
        model->grow(fakeGrowth(4000, 4000));
        view->setFilter(u"plum"_s);
        QTRY_COMPARE(view->shownCount(), quint64(400));
        view->goToSeq(1000);
        QVERIFY(!view->isFollowing());
        const auto place = [this] {
            return view->list().visualRect(view->list().records()->index(view->list().currentRow())).top();
        };
        const int before = place();
        QVERIFY(before > 20); // in the middle of the list
        view->setFilter(QString());
        QCOMPARE(view->list().currentSeq(), quint64(1000));
        QCOMPARE(place(), before);
        view->setFilter(u"plum"_s);
        QTRY_COMPARE(view->shownCount(), quint64(400));
        view->list().selectNone(); // then it is the row on top
        const quint64 top = view->list().visibleRange()->first;
        view->setFilter(QString());
        QCOMPARE(view->list().visibleRange()->first, top);
    }

    void olderMatchesThatArriveMoveNoReader()
    {
        model->grow(fakeGrowth(100'000, 4000));
        capture->automatic = false;
        view->setFilter(u"plum"_s);
        capture->answerSearch();
        QVERIFY(view->shownCount() > 500);
        view->goToSeq(99'000);
        const auto seen = view->list().visibleRange();
        capture->answerSearches();
        QCOMPARE(view->shownCount(), quint64(10'000));
        QCOMPARE(view->list().visibleRange(), seen);
    }

    void fTogglesFollowingOnlyWhileTheListHasTheFocus()
    {
        model->grow(fakeGrowth(1000, 1000));
        QVERIFY(view->followAction()->isChecked());
        QTest::keyClick(&view->list(), Qt::Key_F);
        QVERIFY(!view->isFollowing());
        QVERIFY(!view->followAction()->isChecked());
        QTest::keyClick(&view->list(), Qt::Key_F);
        QVERIFY(view->isFollowing());
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_F);
        QVERIFY(view->isFollowing());
        QCOMPARE(edit->text(), u"f"_s);
    }

    void controlSpacePauses()
    {
        model->grow(fakeGrowth(1000, 1000));
        QSignalSpy paused(view.get(), &FeedView::pausedChanged);
        QTest::keyClick(&view->list(), Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(view->isPaused());
        QVERIFY(view->pauseAction()->isChecked());
        model->grow(fakeGrowth(1100, 100));
        QCOMPARE(view->list().lastVisibleRow(), 999);
        QTest::keyClick(&view->list(), Qt::Key_Space, Qt::ControlModifier);
        QVERIFY(!view->isPaused());
        QCOMPARE(view->list().lastVisibleRow(), 1099);
        QCOMPARE(paused.size(), 2);
    }

    void whatIsCurrentIsTold()
    {
        model->grow(fakeGrowth(10'000, 100));
        QByteArray text;
        connect(view.get(), &FeedView::currentRecordChanged, this,
                [&text](const Record *record) { text = record ? record->text : QByteArray("none"); });
        view->goToSeq(9990);
        QCOMPARE(text, QByteArray("plum 9990"));
        view->goToSeq(77); // not in memory yet
        QCOMPARE(text, QByteArray("none"));
        QTRY_COMPARE(text, QByteArray("apple 77"));
        QTest::keyClick(&view->list(), Qt::Key_End);
        QCOMPARE(text, QByteArray("none"));
    }

    void theWholeOfAHugeRecordIsFetchedWhenItIsCurrent()
    {
        FeedGrowth growth = fakeGrowth(100, 100);
        growth.tail[49].text = QByteArray("x").repeated(1'000'000);
        const Record whole = growth.tail[49];
        capture->automatic = false;
        model->grow(growth);
        qsizetype size = 0;
        connect(view.get(), &FeedView::currentRecordChanged, this,
                [&size](const Record *record) { size = record ? record->text.size() : 0; });
        view->goToSeq(50);
        QVERIFY(size > 0 && size < 100'000);
        QCOMPARE(capture->pages.size(), 1U);
        capture->answerPage(Records{whole});
        QCOMPARE(size, qsizetype(1'000'000));
    }

    void theRowMenuCopiesAndFilters()
    {
        model->grow(fakeGrowth(100, 100));
        QMenu *menu = menuOf(99);
        trigger(menu, u"Copy JSON"_s);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"{\"feed\":\"#chat\",\"seq\":99"_s));
        menu = menuOf(99);
        trigger(menu, u"Show Only “alice”"_s);
        QCOMPARE(view->filter(), u"subject:=alice"_s);
        QTRY_COMPARE(view->shownCount(), quint64(33));
        menu = menuOf(99);
        trigger(menu, u"Hide “alice”"_s);
        QCOMPARE(view->filter(), u"subject:=alice -subject:=alice"_s);
        QTRY_COMPARE(view->shownCount(), quint64(0));
    }

    void aProblemStandsAboveTheList()
    {
        auto *banner = view->findChild<FeedBanner *>();
        QVERIFY(!banner->isVisible());
        FeedStatus status;
        status.state = FeedState::Failed;
        status.problem = u"The server refused the password. Check it in the feed's settings."_s;
        view->setStatus(status);
        QVERIFY(banner->isVisible());
        QVERIFY(banner->sentence().startsWith(u"The server refused"_s));
        status.state = FeedState::Live;
        view->setStatus(status);
        QVERIFY(!banner->isVisible());
    }

    void isPaintedInEveryState()
    {
        FeedStatus status;
        status.state = FeedState::Connecting;
        view->setStatus(status);
        QVERIFY(!view->grab().isNull());
        FeedGrowth growth = fakeGrowth(50, 50);
        growth.tail[10].kind = RecordKind::Notice;
        growth.tail[11].kind = RecordKind::Measurement;
        growth.tail[11].value = 12.5;
        growth.tail[12].text = "\xF0\x9F\x91\x8D \xD9\x85\xD8\xB1 \x07\x1B[31m";
        growth.tail[13].received = noTime;
        model->grow(growth);
        view->setFilter(u"e"_s);
        view->setLayoutDirection(Qt::RightToLeft);
        QVERIFY(!view->grab().isNull());
        view->resize(60, 60);
        QVERIFY(!view->grab().isNull());
    }

private:
    QString words() const
    {
        for (const QLabel *label : view->findChild<FilterBar *>()->findChildren<QLabel *>()) {
            if (label->accessibleName() == u"Records shown"_s || label->accessibleName() == u"Matches"_s)
                return label->text();
        }
        return {};
    }

    QMenu *menuOf(quint64 seq)
    {
        QMenu *menu = nullptr;
        const auto connection =
            connect(view.get(), &FeedView::rowMenuAboutToShow, this, [&menu](QMenu *shown) { menu = shown; });
        Q_EMIT view->list().rowMenuWanted(QPoint(10, 10), seq);
        disconnect(connection);
        return menu;
    }

    static void trigger(QMenu *menu, const QString &text)
    {
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&') == text) {
                action->trigger();
                menu->close();
                return;
            }
        }
        QFAIL(qPrintable(u"No such action: "_s + text));
    }

    std::unique_ptr<RecordListModel> model;
    std::shared_ptr<FakeCapture> capture;
    std::unique_ptr<FeedView> view;
    QLineEdit *edit = nullptr;
};

QTEST_MAIN(tst_FeedView)
#include "tst_FeedView.moc"
