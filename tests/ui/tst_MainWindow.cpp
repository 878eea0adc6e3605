// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/OpenWindow.h"
#include "ui/detail/DetailPane.h"
#include "ui/dialogs/AddFeedDialog.h"
#include "ui/dialogs/ExportDialog.h"
#include "ui/dialogs/ExportRow.h"
#include "ui/dialogs/ExportStrip.h"
#include "ui/feeds/FeedTree.h"
#include "ui/lists/FeedView.h"
#include "ui/plots/PlotPane.h"
#include "ui/views/RecordView.h"
#include "ui/window/Banner.h"
#include "ui/window/FeedTabs.h"
#include "ui/window/StartPage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstStartShowsTheFeedsThatAreThere()
    {
        OpenWindow s;
        s.workspace.add(u"This machine"_s, u"system"_s, u"system:"_s, true);
        s.workspace.add(u"Demo chat"_s, u"irc"_s, u"capture:demo"_s);
        s.open();
        QCOMPARE(s.window->tabs().openFeeds(), (QList<qint64>{1, 2}));
        QCOMPARE(s.window->tabs().currentIndex(), 0);
        QCOMPARE(s.window->tabs().tabText(1), u"Demo chat"_s);
        QVERIFY(s.window->windowTitle().startsWith(u"This machine"_s));
    }

    void withoutFeedsThereIsAStartPageWithACardForEachKind()
    {
        OpenWindow s;
        s.open();
        auto *page = s.window->findChild<StartPage *>();
        QVERIFY(page && page->isVisible());
        auto *card = page->findChild<QAbstractButton *>(u"card-irc"_s);
        QVERIFY(card);
        QTest::mouseClick(card, Qt::LeftButton);
        auto *dialog = find<AddFeedDialog>(s.window.get());
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->address().startsWith(u"irc:"_s));
    }

    void aClickInTheTreeOpensATabAndMarksItRead()
    {
        OpenWindow s;
        s.open();
        const qint64 feed = s.workspace.add(u"chat"_s, u"irc"_s, u"irc://host/#chat"_s);
        s.window->tabs().closeFeed(feed);
        s.workspace.append(feed, {testRecord("alice", "hello")});
        auto *tree = s.window->findChild<FeedTree *>();
        const QModelIndex index = s.workspace.feeds().indexOf(feed);
        QCOMPARE(index.data(FeedListModel::UnreadRole).toInt(), 1);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(index).center());
        QVERIFY(s.window->tabs().currentView());
        QCOMPARE(s.window->tabs().currentView()->feed(), feed);
        QVERIFY(QTest::qWaitForWindowActive(s.window.get()));
        QTRY_COMPARE(index.data(FeedListModel::UnreadRole).toInt(), 0);
    }

    void tabsAreWalkedAndClosedWithKeys()
    {
        OpenWindow s;
        for (const auto &name : {u"a"_s, u"b"_s, u"c"_s})
            s.workspace.add(name, u"irc"_s, u"irc://host/"_s + name);
        s.open();
        QVERIFY(QTest::qWaitForWindowActive(s.window.get()));
        FeedTabs &tabs = s.window->tabs();
        QTest::keyClick(s.window.get(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(tabs.currentIndex(), 1);
        QTest::keyClick(s.window.get(), Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(tabs.currentIndex(), 2);
        QTest::keyClick(s.window.get(), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(tabs.count(), 2);
        QTest::mouseClick(tabs.tabBar(), Qt::MiddleButton, {}, tabs.tabBar()->tabRect(0).center());
        QCOMPARE(tabs.openFeeds(), (QList<qint64>{2}));
        QTest::keyClick(s.window.get(), Qt::Key_W, Qt::ControlModifier);
        QVERIFY(s.window->findChild<StartPage *>());
    }

    void theStatusBarShowsTheNumbers()
    {
        OpenWindow s;
        const qint64 feed = s.workspace.add(u"chat"_s, u"irc"_s, u"irc://host/#chat"_s);
        s.open();
        QCOMPARE(s.status(u"dropped"_s), u"0"_s);
        s.workspace.append(feed, {testRecord("alice", "one"), testRecord("bob", "two")});
        QTRY_COMPARE(s.status(u"shown"_s), u"2 (100 %)"_s);
        Totals totals;
        totals.books.received = 1234567;
        totals.books.stored = 1234500;
        totals.books.dropped = 12;
        totals.rate = 1500;
        totals.lagSeconds = 0.004;
        totals.captureBytes = 1'500'000;
        totals.freeBytes = 45'000'000'000;
        totals.recording = true;
        Q_EMIT s.workspace.totalsChanged(totals);
        QCOMPARE(s.status(u"received"_s), QLocale().toString(1234567));
        QCOMPARE(s.status(u"stored"_s), QLocale().toString(1234500));
        QCOMPARE(s.status(u"dropped"_s), u"12"_s);
        QCOMPARE(s.status(u"waiting"_s), u"55"_s);
        auto *notUnderstood = s.window->findChild<StatusField *>(u"notUnderstood"_s);
        QVERIFY(!notUnderstood->isVisible());
        QCOMPARE(s.status(u"rate"_s), QLocale().toString(1500) + u"/s"_s);
        QCOMPARE(s.status(u"lag"_s), u"4 ms"_s);
        QCOMPARE(s.status(u"capture"_s), u"1.5 MB"_s);
        QCOMPARE(s.status(u"recording"_s), u"Recording"_s);
        totals.books.quarantined = 5;
        Q_EMIT s.workspace.totalsChanged(totals);
        QVERIFY(notUnderstood->isVisible());
        QCOMPARE(s.status(u"waiting"_s), u"50"_s);
        const QString sum = u"%1 received: %2 stored, 5 not understood, 12 dropped, 50 waiting"_s.arg(
            s.status(u"received"_s), s.status(u"stored"_s));
        for (const QString &name : {u"received"_s, u"stored"_s, u"notUnderstood"_s, u"dropped"_s, u"waiting"_s}) {
            const auto *field = s.window->findChild<StatusField *>(name);
            QVERIFY2(field->toolTip().endsWith(sum), qPrintable(field->toolTip()));
            QCOMPARE(field->accessibleDescription(), sum);
        }
    }

    void whatKeepsItFromRecordingIsSaidInWords()
    {
        OpenWindow s;
        s.open();
        Totals totals;
        totals.problem = u"The disk is full: free some room."_s;
        Q_EMIT s.workspace.totalsChanged(totals);
        auto *banner = s.window->findChild<Banner *>();
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->sentence(), totals.problem);
        QCOMPARE(s.status(u"recording"_s), u"Not recording"_s);
        Q_EMIT s.workspace.totalsChanged({});
        QVERIFY(!banner->isVisible());
    }

    void theChosenRecordStandsInTheDetailPane()
    {
        OpenWindow s;
        const qint64 feed = s.workspace.add(u"chat"_s, u"irc"_s, u"irc://host/#chat"_s);
        s.open();
        s.workspace.append(feed, {testRecord("alice", "one"), testRecord("bob", "two")});
        auto *detail = s.window->findChild<DetailPane *>();
        QVERIFY(!detail->isVisible()); // until one is chosen
        s.window->tabs().currentView()->goToSeq(2);
        QTRY_COMPARE(detail->record().text, QByteArray("two"));
        QVERIFY(detail->isVisible());
        QTest::keyClick(&s.window->tabs().currentView()->list(), Qt::Key_Escape);
        QVERIFY(!detail->isVisible());
    }

    void aRemovedFeedClosesItsTab()
    {
        OpenWindow s;
        const qint64 feed = s.workspace.add(u"chat"_s, u"irc"_s, u"irc://host/#chat"_s);
        s.open();
        auto *tree = s.window->findChild<FeedTree *>();
        tree->setFocus();
        tree->setCurrentFeed(feed);
        QTest::keyClick(tree, Qt::Key_Delete);
        auto *box = find<QMessageBox>(s.window.get());
        QVERIFY(box && s.workspace.asked.isEmpty());
        QCOMPARE(box->textFormat(), Qt::PlainText);
        QTest::mouseClick(box->buttons().constFirst(), Qt::LeftButton);
        QCOMPARE(s.workspace.asked, (QStringList{u"remove 1"_s}));
        QVERIFY(s.window->tabs().openFeeds().isEmpty());
    }

    void aFeedIsRenamedFromTheTree()
    {
        OpenWindow s;
        const qint64 feed = s.workspace.add(u"chat"_s, u"irc"_s, u"irc://host/#chat"_s);
        s.open();
        Q_EMIT s.window->findChild<FeedTree *>()->renameRequested(feed);
        auto *dialog = find<QInputDialog>(s.window.get());
        QVERIFY(dialog);
        dialog->setTextValue(u"Talk & more"_s);
        dialog->accept();
        QCOMPARE(s.workspace.asked, (QStringList{u"rename 1 Talk & more"_s}));
        QCOMPARE(s.window->tabs().tabText(0), u"Talk && more"_s);
    }

    void keysReachTheCurrentFeed()
    {
        OpenWindow s;
        s.workspace.add(u"chat"_s, u"irc"_s, u"irc://host/#chat"_s);
        s.open();
        QVERIFY(QTest::qWaitForWindowActive(s.window.get()));
        QTest::keyClick(s.window.get(), Qt::Key_F5, Qt::ControlModifier);
        QCOMPARE(s.workspace.asked, (QStringList{u"reconnect 1"_s}));
        QTest::keyClick(s.window.get(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        QTest::keyClick(s.window.get(), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(s.window->tabs().currentView()->zoom(), 110);
        QTest::keyClick(s.window.get(), Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(s.window->tabs().currentView()->zoom(), 100);
        QTest::keyClick(s.window.get(), Qt::Key_F1);
        QVERIFY(s.window->findChild<QDialog *>(u"shortcuts"_s));
    }

    void whatRunsIsListedAndListedAnew()
    {
        OpenWindow s;
        s.open();
        s.window->actions().tasks->trigger();
        auto *dialog = s.window->findChild<QDialog *>(u"tasks"_s);
        QVERIFY(dialog && dialog->isVisible());
        const auto *text = dialog->findChild<QPlainTextEdit *>();
        QCOMPARE(text->toPlainText(), u"one task 1"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"refresh"_s), Qt::LeftButton);
        QCOMPARE(text->toPlainText(), u"one task 2"_s);
    }

    void anExportRunsInTheStripBelow()
    {
        OpenWindow s;
        const qint64 feed = s.workspace.add(u"chat"_s, u"irc"_s, u"irc://host/#chat"_s);
        s.open();
        s.workspace.append(feed, {testRecord("alice", "one")});
        s.window->actions().exportFeed->trigger();
        auto *dialog = find<ExportDialog>(s.window.get());
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>(u"path"_s)->setText(s.folder.filePath(u"out.csv"_s));
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"start"_s), Qt::LeftButton);
        QCOMPARE(s.workspace.exported.path, s.folder.filePath(u"out.csv"_s));
        QCOMPARE(s.workspace.exported.feed, feed);
        ExportRow *row = s.window->findChild<ExportStrip *>()->row(1);
        QVERIFY(row && row->isVisible());
        QTest::mouseClick(row->findChild<QAbstractButton *>(u"cancel"_s), Qt::LeftButton);
        QCOMPARE(s.workspace.asked, (QStringList{u"cancelExport 1"_s}));
    }

    void anInstantOfThePlotIsFoundInEveryView()
    {
        OpenWindow s;
        const qint64 feed = s.workspace.add(u"lab"_s, u"mqtt"_s, u"mqtt://host/#"_s, true);
        constexpr qint64 start = 1'700'000'000'000'000;
        for (int batch = 0; batch < 20; ++batch) {
            Records records;
            for (int i = 0; i < 1000; ++i) {
                records.push_back(testRecord("t", QByteArray::number(i)));
                records.back().received = start + (batch * 1000 + i) * 1'000'000LL;
            }
            s.workspace.append(feed, records);
        }
        s.open();
        Q_EMIT s.window->findChild<PlotPane *>()->instantChosen(start + 1234 * 1'000'000LL + 500);
        QTRY_COMPARE(s.window->findChild<DetailPane *>()->record().seq, 1235u);
    }

    void openTabsAndSizeComeBack()
    {
        OpenWindow s;
        for (const auto &name : {u"a"_s, u"b"_s})
            s.workspace.add(name, u"irc"_s, u"irc://host/"_s + name);
        s.open();
        s.window->tabs().closeFeed(1);
        s.window->resize(900, 620);
        s.window->close();
        s.window.reset();
        s.window = std::make_unique<MainWindow>(s.workspace, s.settings);
        QCOMPARE(s.window->tabs().openFeeds(), (QList<qint64>{2}));
        QCOMPARE(s.window->size(), QSize(900, 620));
    }

    void theMemoryIsChosenInTheMenu()
    {
        OpenWindow s;
        s.open();
        const auto choice = [&s](const QString &text) {
            const QList<QAction *> actions = s.window->findChildren<QAction *>();
            const auto found = std::find_if(actions.begin(), actions.end(),
                                            [&text](const QAction *action) { return action->text() == text; });
            return found == actions.end() ? nullptr : *found;
        };
        QVERIFY(choice(u"256 MB"_s) && choice(u"256 MB"_s)->isChecked());
        choice(u"1 GB"_s)->trigger();
        QCOMPARE(s.settings.value(MainWindow::memorySetting).toULongLong(), 1ULL << 30);
    }

    void howMuchHistoryIsKeptIsChosenInTheMenu()
    {
        OpenWindow s;
        s.open();
        const auto choice = [&s](const QString &text) {
            const QList<QAction *> actions = s.window->findChildren<QAction *>();
            const auto found = std::find_if(actions.begin(), actions.end(),
                                            [&text](const QAction *action) { return action->text() == text; });
            return found == actions.end() ? nullptr : *found;
        };
        QVERIFY(choice(u"At most 10 GB"_s) && choice(u"At most 10 GB"_s)->isChecked());
        choice(u"At most 50 GB"_s)->trigger();
        choice(u"At most 30 days"_s)->trigger();
        QVERIFY(s.workspace.asked.contains(u"keep 50000000000 bytes, 2592000 s"_s));
        QCOMPARE(s.settings.value(HistoryMenu::ageSetting).toInt(), 30);
        Totals totals;
        totals.historySince = 1'700'000'000'000'000;
        totals.historyBytes = 12'000'000'000;
        totals.historyWarning = u"From tomorrow on the oldest files are deleted"_s;
        Q_EMIT s.workspace.totalsChanged(totals);
        QCOMPARE(s.window->findChild<Banner *>()->sentence(), totals.historyWarning);
    }

    void hostileNamesAreOnlyText()
    {
        OpenWindow s;
        const qint64 feed = s.workspace.add(u"<b>x</b>\u202Eevil\n&y"_s, u"irc"_s, u"irc://host/#chat"_s);
        s.open();
        const QString tab = s.window->tabs().tabText(0);
        QVERIFY(!tab.contains(QChar(0x202E)) && !tab.contains(u'\n'));
        QVERIFY(s.window->tabs().tabToolTip(0).contains(u"&lt;b&gt;"_s));
        s.workspace.setState(feed, FeedState::Failed, u"<img src=x>"_s);
        QVERIFY(s.window->isVisible());
    }

    void everyControlHasAnAccessibleName()
    {
        OpenWindow s;
        s.workspace.add(u"lab"_s, u"mqtt"_s, u"mqtt://host/#"_s, true);
        s.open();
        for (const QAbstractButton *button : s.window->findChildren<QAbstractButton *>()) {
            if (!button->isVisibleTo(s.window.get()) || button->focusPolicy() == Qt::NoFocus)
                continue;
            const bool named = !button->text().isEmpty() || !button->accessibleName().isEmpty() ||
                               button->inherits("QToolBarExtension");
            QVERIFY2(named, button->metaObject()->className());
        }
    }
};

QTEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"
