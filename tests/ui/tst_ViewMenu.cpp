// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/OpenWindow.h"
#include "ui/lists/FeedView.h"
#include "ui/plots/PlotPane.h"
#include "ui/views/RecordView.h"
#include "ui/views/chat/ChatRows.h"
#include "ui/views/latest/LatestView.h"
#include "ui/views/table/TableRows.h"
#include "ui/window/FeedTabs.h"

#include <QAbstractItemView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

class tst_ViewMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKindOfFeedChoosesTheFirstView()
    {
        OpenWindow open;
        open.workspace.views = {{u"system"_s, ViewKind::Board}, {u"irc"_s, ViewKind::Chat}};
        open.open();
        const qint64 machine = open.workspace.add(u"This machine"_s, u"system"_s, u"system:"_s);
        const qint64 chat = open.workspace.add(u"#chat"_s, u"irc"_s, u"irc://host/#chat"_s);
        open.window->openFeed(machine);
        QCOMPARE(open.window->tabs().currentView()->viewKind(), ViewKind::Board);
        QVERIFY(open.window->tabs().currentView()->findChild<LatestView *>()->isVisible());
        QCOMPARE(checked(open), u"Board of cards"_s);
        open.window->openFeed(chat);
        QCOMPARE(open.window->tabs().currentView()->viewKind(), ViewKind::Chat);
        QCOMPARE(checked(open), u"Chat"_s);
    }

    void whatIsChosenIsKeptForTheFeed()
    {
        OpenWindow open;
        open.open();
        const qint64 one = open.workspace.add(u"one"_s, u"system"_s, u"system:cpu/0?a=1"_s);
        const qint64 two = open.workspace.add(u"two"_s, u"system"_s, u"system:memory"_s);
        open.window->openFeed(one);
        choose(open, u"Latest values"_s);
        QCOMPARE(open.window->tabs().currentView()->viewKind(), ViewKind::Latest);
        open.window->tabs().closeFeed(one);
        open.window->openFeed(two);
        QCOMPARE(open.window->tabs().currentView()->viewKind(), ViewKind::Table);
        open.window->openFeed(one);
        QCOMPARE(open.window->tabs().currentView()->viewKind(), ViewKind::Latest);
    }

    void whatLooksLikeAChatIsOneAtFirst()
    {
        OpenWindow open;
        open.open();
        const qint64 feed = open.workspace.add(u"demo"_s, u"system"_s, u"capture:demo"_s);
        open.window->openFeed(feed);
        QCOMPARE(open.window->tabs().currentView()->viewKind(), ViewKind::Table);
        Record said = testRecord("alice", "hello");
        said.kind = RecordKind::Message;
        said.fields = R"({"channel":"#launchpad"})";
        open.workspace.append(feed, {said});
        QCOMPARE(open.window->tabs().currentView()->viewKind(), ViewKind::Chat);
        QVERIFY(qobject_cast<ChatRows *>(&open.window->tabs().currentView()->list().painter()));
        choose(open, u"Table"_s); // and stays one
        open.workspace.append(feed, {said});
        QCOMPARE(open.window->tabs().currentView()->viewKind(), ViewKind::Table);
        const qint64 events = open.workspace.add(u"events"_s, u"system"_s, u"system:2"_s);
        open.window->openFeed(events);
        open.workspace.append(events, {testRecord("x", "1")});
        QCOMPARE(open.window->tabs().currentView()->viewKind(), ViewKind::Table);
    }

    void theColumnsAndWhoIsIgnoredAreKeptForTheFeed()
    {
        OpenWindow open;
        open.open();
        const qint64 one = open.workspace.add(u"one"_s, u"system"_s, u"system:a"_s);
        const qint64 two = open.workspace.add(u"two"_s, u"system"_s, u"system:b"_s);
        open.window->openFeed(one);
        open.workspace.append(one, {testRecord("cpu", "1")});
        FeedView *view = open.window->tabs().currentView();
        const auto table = [](FeedView *of) { return qobject_cast<TableRows *>(&of->list().painter()); };
        QVERIFY(table(view));
        view->visibleRange();
        table(view)->columns().addField("mine");
        view->showAs(ViewKind::Chat);
        qobject_cast<ChatRows *>(&view->list().painter())->setIgnored("cpu", true);
        view->showAs(ViewKind::Table);
        QVERIFY(table(view)->columns().hasField("mine"));
        open.window->tabs().closeFeed(one);
        open.window->openFeed(two);
        QVERIFY(!table(open.window->tabs().currentView())->columns().hasField("mine"));
        open.window->openFeed(one);
        QVERIFY(table(open.window->tabs().currentView())->columns().hasField("mine"));
        open.window->tabs().currentView()->showAs(ViewKind::Chat);
        QVERIFY(open.window->tabs().currentView()->list().painter().settings().contains(u"cpu"_s));
    }

    void theFilterGoesWithTheView()
    {
        OpenWindow open;
        open.open();
        const qint64 feed = open.workspace.add(u"one"_s, u"system"_s, u"system:"_s);
        open.window->openFeed(feed);
        choose(open, u"Latest values"_s);
        FeedView *view = open.window->tabs().currentView();
        open.workspace.append(feed, {testRecord("cpu", "1"), testRecord("memory", "2")});
        LatestModel &rows = view->findChild<LatestView *>()->model();
        QTRY_COMPARE(rows.rowCount(), 2);
        view->setFilter(u"subject:=memory"_s);
        QTRY_COMPARE(rows.rowCount(), 1);
        QCOMPARE(rows.index(0, 0).data().toString(), u"memory"_s);
        view->setFilter({});
        QTRY_COMPARE(rows.rowCount(), 2);
    }

    void aSubjectLeadsToItsRecordInTheList()
    {
        OpenWindow open;
        open.open();
        const qint64 feed = open.workspace.add(u"one"_s, u"system"_s, u"system:"_s);
        open.window->openFeed(feed);
        choose(open, u"Latest values"_s);
        FeedView *view = open.window->tabs().currentView();
        open.workspace.append(feed, {testRecord("cpu", "1"), testRecord("memory", "2")});
        auto *latest = view->findChild<LatestView *>();
        QTRY_COMPARE(latest->model().rowCount(), 2);
        Q_EMIT latest->list().activated(latest->model().index(0, 0));
        QCOMPARE(view->viewKind(), ViewKind::Table);
        QTRY_VERIFY(view->currentRecord());
        QCOMPARE(view->currentRecord()->subject, "cpu");
    }

    void numbersOfARowArePlotted()
    {
        OpenWindow open;
        open.open();
        const qint64 feed = open.workspace.add(u"one"_s, u"system"_s, u"system:"_s, true);
        open.window->openFeed(feed);
        FeedView *view = open.window->tabs().currentView();
        Record record = testRecord("room", R"({"temp":20,"hum":40})");
        record.fields = record.text;
        QMenu menu;
        QSignalSpy wanted(view, &FeedView::plotWanted);
        Q_EMIT view->rowMenuAboutToShow(&menu, record);
        auto *plot = menu.findChild<QMenu *>();
        QVERIFY(plot);
        QCOMPARE(plot->actions().size(), 2);
        QCOMPARE(plot->actions()[0]->text(), u"room · temp"_s);
        plot->actions()[1]->trigger();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].value<SeriesName>().field, "hum");
    }

private:
    static QMenu *menu(OpenWindow &open) { return open.window->findChild<QMenu *>(u"viewAs"_s); }
    static void choose(OpenWindow &open, const QString &words)
    {
        for (QAction *action : menu(open)->actions()) {
            if (action->text().remove(u'&') == words)
                action->trigger();
        }
    }
    static QString checked(OpenWindow &open)
    {
        QString all;
        for (QAction *action : menu(open)->actions())
            all += action->isChecked() ? action->text().remove(u'&') : QString();
        return all;
    }
};

QTEST_MAIN(tst_ViewMenu)
#include "tst_ViewMenu.moc"
