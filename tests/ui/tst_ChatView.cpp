// SPDX-License-Identifier: GPL-3.0-or-later
#include "../lists/FakeCapture.h"
#include "ui/text/Links.h"
#include "ui/text/NameColors.h"
#include "ui/views/RecordView.h"
#include "ui/views/chat/ChatRows.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

/// moc does not get past a # in a raw string.
static QByteArray fieldsOf(const QByteArray &channel, const QByteArray &more = {})
{
    return "{\"channel\":\"" + channel + '"' + (more.isEmpty() ? "" : ",") + more + '}';
}

static Record said(const QByteArray &nick, const QByteArray &text, const QByteArray &fields = fieldsOf("#qt"))
{
    Record record;
    record.received = 1'700'000'000'000'000;
    record.subject = nick;
    record.text = text;
    record.fields = fields;
    return record;
}
static Record happened(const QByteArray &nick, const QByteArray &text, const QByteArray &fields)
{
    Record record = said(nick, text, fields);
    record.kind = RecordKind::Event;
    return record;
}
static Record joined(const QByteArray &nick)
{
    return happened(nick, nick + " joined #qt", fieldsOf("#qt", R"("presence":"join")"));
}

class tst_ChatView : public QObject
{
    Q_OBJECT

    void show(Records records)
    {
        FeedGrowth growth;
        growth.feed = 1;
        const quint64 end = model->end();
        for (size_t i = 0; i < records.size(); ++i)
            records[i].seq = end + i + 1;
        growth.end = records.back().seq;
        growth.tail = std::move(records);
        model->grow(growth);
        view->visibleRange(); // laid out
        QCoreApplication::processEvents();
    }
    QString spoken(int row) const { return view->spokenParts(row).join(u'|'); }
    int heightOf(int row) const { return view->visualRect(model->index(row)).height(); }
    QImage imageOf(int row) const
    {
        return view->viewport()->grab().toImage().copy(view->visualRect(model->index(row)));
    }
    void clickOn(int row)
    {
        const QRect body = view->partRect(row, 0);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, body.topLeft() + QPoint(12, 6));
    }

private Q_SLOTS:
    void init()
    {
        model = std::make_unique<RecordListModel>(1);
        auto rows = std::make_unique<ChatRows>();
        chat = rows.get();
        view = std::make_unique<RecordView>(nullptr, std::move(rows));
        view->resize(500, 400);
        view->setRecords(model.get());
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    }
    void cleanup()
    {
        view->setRecords(nullptr);
        view.reset();
        model.reset();
    }

    void longMessagesAreWrapped()
    {
        show({said("alice", "short"), said("bob", QByteArray("many words ").repeated(60)),
              said("carol", QByteArray("x").repeated(10'000))});
        QVERIFY(heightOf(2) > 3 * view->lineHeight());
        view->goToSeq(1);
        QVERIFY(heightOf(1) > 5 * view->lineHeight());
        view->resize(250, 400);
        view->goToSeq(1);
        QVERIFY(heightOf(1) > 10 * view->lineHeight() || view->visualRect(model->index(1)).bottom() >= 0);
        QCOMPARE(view->visualRect(model->index(0)).top(), 0);
    }

    void aNewDayHasALineOfItsOwn()
    {
        Record tomorrow = said("alice", "next day");
        tomorrow.received += 86'400'000'000;
        show({said("alice", "one"), said("alice", "two"), tomorrow});
        QVERIFY(heightOf(2) > heightOf(1));
        QVERIFY(spoken(2).contains(QLocale().toString(QDate(2023, 11, 15), QLocale::LongFormat)));
        QVERIFY(!spoken(1).contains(u"2023"_s));
    }

    void theChannelIsSaidWhereThereAreSeveral()
    {
        show({said("alice", "one"), said("bob", "two")});
        QVERIFY(!spoken(1).contains(u"#qt"_s));
        show({said("carol", "three", fieldsOf("#c++"))});
        QVERIFY(spoken(2).contains(u"#c++"_s));
        QVERIFY(spoken(0).contains(u"#qt"_s));
    }

    void actionsPrivateMessagesAndNoticesAreMarked()
    {
        show({said("bob", "waves", fieldsOf("#qt", R"("action":true)")),
              said("dave", "psst", R"({"private":true,"to":"me"})"),
              said("bot", "beep", fieldsOf("#qt", R"("command":"NOTICE")")), said("eve", "plain")});
        QVERIFY(spoken(0).contains(u"bob|waves"_s));
        QVERIFY(spoken(1).contains(u"private"_s));
        QVERIFY(spoken(2).contains(u"notice"_s));
        QVERIFY(!spoken(3).contains(u"private"_s) && !spoken(3).contains(u"notice"_s));
        const Record action = *model->record(0);
        QVERIFY(chat->plainText(action).endsWith(u"* bob waves"_s));
        QVERIFY(chat->plainText(*model->record(3)).endsWith(u"<eve> plain"_s));
    }

    void whatAMessageAnswersStandsAboveIt()
    {
        show({said("alice", "question?"),
              said("bob", "answer",
                   fieldsOf("#qt", R"("reply-parent-display-name":"alice","reply-parent-msg-body":"question?")"))});
        QVERIFY(heightOf(1) > heightOf(0) || heightOf(1) > view->lineHeight());
        QVERIFY(spoken(1).contains(u"in reply to alice"_s));
    }

    void badgesAreShortWords()
    {
        show({said("bob", "hi", fieldsOf("#qt", R"("badges":"moderator/1,subscriber/12,premium/1,bits/100")"))});
        QVERIFY(spoken(0).contains(u"|mod|sub|premium|bob|"_s));
    }

    void myNameStandsOut()
    {
        show({said("bob", "hello ada"), said("bob", "hello adam"), said("bob", "hello you")});
        const QImage before = imageOf(0);
        const QImage other = imageOf(1);
        chat->setOwnNames({u"ada"_s});
        QCoreApplication::processEvents();
        view->visibleRange();
        QVERIFY(imageOf(0) != before);
        QCOMPARE(imageOf(1), other); // it is another word
    }

    void linksOpen()
    {
        QSignalSpy opened(view.get(), &RecordView::linkActivated);
        show({said("bob", "https://example.org/a?b=1, see?"), said("bob", "no link")});
        clickOn(0);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), u"https://example.org/a?b=1"_s);
        clickOn(1);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(linksIn(u"(http://x.y/(z)) http:// xhttp://no"_s).size(), 1U);
        QCOMPARE(linksIn(u"(http://x.y/(z))"_s)[0].last, 15);
        QVERIFY(linksIn(u"javascript:alert(1) file:///etc/passwd"_s).empty());
    }

    void whatAModeratorTookAwayIsGrey()
    {
        show({said("spammer", "buy", fieldsOf("#qt", R"("id":"m1","user-id":"7")")),
              said("troll", "boo", fieldsOf("#qt", R"("id":"m2","user-id":"8")")), said("alice", "hm")});
        QVERIFY(!spoken(0).contains(u"removed"_s));
        show({happened({}, "deleted", R"({"event":"deletion","target":"spammer","target-msg-id":"m1"})")});
        QVERIFY(spoken(0).contains(u"removed"_s));
        QVERIFY(!spoken(1).contains(u"removed"_s));
        show({happened({}, "silenced", R"({"event":"timeout","target":"troll","target-user-id":"8"})"),
              said("troll", "again", fieldsOf("#qt", R"("id":"m3","user-id":"8")"))});
        QVERIFY(spoken(1).contains(u"removed"_s));
        QVERIFY(!spoken(5).contains(u"removed"_s)); // said later
        QVERIFY(!spoken(2).contains(u"removed"_s));
        QVERIFY(spoken(0).contains(u"buy"_s)); // it stays
    }

    void joinsAndQuitsAreFolded()
    {
        show({said("alice", "one"), joined("bob"), joined("carol"),
              happened("dave", "dave quit", R"({"presence":"quit"})"), said("alice", "two"), joined("erin")});
        QVERIFY(spoken(1).contains(u"2 joined, 1 left: bob, carol, dave"_s));
        QCOMPARE(heightOf(2), 0);
        QCOMPARE(heightOf(3), 0);
        QVERIFY(spoken(5).contains(u"erin joined"_s)); // one alone says it itself
        show({joined("frank")});
        QVERIFY(spoken(5).contains(u"2 joined: erin, frank"_s));
        QCOMPARE(heightOf(6), 0);
        clickOn(1);
        QCoreApplication::processEvents();
        QVERIFY(heightOf(2) > 0);
        QVERIFY(spoken(1).contains(u"bob joined"_s));
        QTest::keyClick(view.get(), Qt::Key_Return); // it is current
        QCoreApplication::processEvents();
        QCOMPARE(heightOf(2), 0);
    }

    void whatTheServerSaysIsOneLine()
    {
        Records records;
        for (int i = 0; i < 10; ++i)
            records.push_back(
                happened("irc.example", "motd " + QByteArray::number(i), R"({"command":"372","source":"server"})"));
        records.push_back(said("alice", "hi"));
        show(records);
        QVERIFY(spoken(0).contains(u"10 lines of the server, the last: motd 9"_s));
        for (int row = 1; row < 10; ++row)
            QCOMPARE(heightOf(row), 0);
    }

    void aChannelOfNothingButJoinsIsWalkedInPieces()
    {
        Records records;
        for (int i = 0; i < 4000; ++i)
            records.push_back(joined("n" + QByteArray::number(i)));
        show(records);
        QVERIFY(view->visibleRange());
        int shown = 0;
        for (int row = view->firstVisibleRow(); row <= view->lastVisibleRow(); ++row)
            shown += heightOf(row) > 0 ? 1 : 0;
        QVERIFY(shown > 5);
        view->goToSeq(2000);
        QVERIFY(view->visibleRange());
    }

    void peopleAreIgnoredByTheirExactName()
    {
        show({said("alice", "one"), said("alice_", "two"), said("Alice", "three"), said("bob", "four")});
        QSignalSpy told(chat, &RowPainter::settingsChanged);
        QMenu menu;
        chat->addToMenu(menu, *model->record(0));
        QCOMPARE(menu.actions().constFirst()->text().remove(u'&'), u"Ignore “alice”"_s);
        menu.actions().constFirst()->trigger();
        QCoreApplication::processEvents();
        QVERIFY(spoken(0).contains(u"1 message of somebody you ignore"_s)); // nothing is dropped in silence
        QVERIFY(spoken(1).contains(u"two"_s));
        QVERIFY(spoken(2).contains(u"three"_s));
        QCOMPARE(told.size(), 1);
        const QString kept = chat->settings();
        auto again = std::make_unique<ChatRows>();
        chat = again.get();
        view->setPainter(std::move(again));
        chat->restore(kept);
        QCoreApplication::processEvents();
        QVERIFY(spoken(0).contains(u"somebody you ignore"_s));
    }

    void aNewNickHasTheLeastUsedHue()
    {
        NameColors colors;
        QSet<int> hues;
        for (int i = 0; i < NameColors::hues; ++i)
            hues.insert(colors.hueOf("nick" + QByteArray::number(i)));
        QCOMPARE(hues.size(), NameColors::hues);
        const int first = colors.hueOf("nick0");
        for (int i = 100; i < 150; ++i)
            colors.hueOf("nick" + QByteArray::number(i));
        QCOMPARE(colors.hueOf("nick0"), first);
    }

    void nothingMovesWhileItIsRead()
    {
        Records records;
        for (int i = 0; i < 300; ++i)
            records.push_back(said("alice", QByteArray("word ").repeated(1 + i * 37 % 90)));
        show(records);
        view->goToSeq(150);
        const auto place = [this] { return view->visualRect(model->index(149)).top(); };
        const int top = place();
        for (int i = 0; i < 20; ++i)
            show({said("bob", QByteArray("more ").repeated(50)), joined("carol"), joined("dave")});
        QCOMPARE(place(), top);
        show({happened({}, "silenced", R"({"event":"timeout","target":"bob"})")});
        QCOMPARE(place(), top);
    }

    void aPartOfALineIsCopiedAndADoubleClickTakesAWord()
    {
        show({said("bob", "one two\tthree")});
        const QRect body = view->partRect(0, 0);
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, body.bottomRight() - QPoint(8, 4)); // behind the end
        QTest::keySequence(view.get(), QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"three"_s);
        view->selectRange(1, 1);
        view->copySelection();
        QVERIFY(QGuiApplication::clipboard()->text().endsWith(u"<bob> one two\tthree\n"_s));
    }

    void recentSpeakersCanBeCompleted()
    {
        show({said("alice", "one"), said("bob", "two"), said("alice", "three")});
        QCOMPARE(chat->names(), (QStringList{u"alice"_s, u"bob"_s}));
    }

private:
    std::unique_ptr<RecordListModel> model;
    std::unique_ptr<RecordView> view;
    ChatRows *chat = nullptr;
};

QTEST_MAIN(tst_ChatView)
#include "tst_ChatView.moc"
