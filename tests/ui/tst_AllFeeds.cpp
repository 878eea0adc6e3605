// SPDX-License-Identifier: GPL-3.0-or-later
#include "OpenWindow.h"
#include "ui/lists/AllFeedsView.h"
#include "ui/lists/FeedView.h"
#include "ui/lists/FilterEdit.h"
#include "ui/views/RecordView.h"
#include "ui/window/FeedTabs.h"

#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// The list of all feeds, and the search over them.
class tst_AllFeeds : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<OpenWindow> m_open;
    qint64 m_chat = 0, m_sensors = 0;

    AllFeedsView *all() const { return m_open->window->tabs().allFeeds(); }
    void append(qint64 feed, const QByteArray &text, qint64 received)
    {
        Record record = testRecord("someone", text);
        record.received = received;
        m_open->workspace.append(feed, {record});
    }
    QStringList shown() const
    {
        QStringList lines;
        for (int row = 0; row < all()->records().rowCount(); ++row) {
            const Record *record = all()->records().record(row);
            lines << all()->records().originName(row) + u' ' + (record ? QString::fromUtf8(record->text) : u"?"_s);
        }
        return lines;
    }
    void openAll() const
    {
        QTest::keyClick(m_open->window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(all());
    }

private Q_SLOTS:
    void init()
    {
        m_open = std::make_unique<OpenWindow>();
        m_chat = m_open->workspace.add(u"chat"_s, u"irc"_s, u"irc://host/#c"_s);
        m_sensors = m_open->workspace.add(u"sensors"_s, u"mqtt"_s, u"mqtt://host/#"_s);
        m_open->workspace.records(m_chat)->setFeedName("chat");
        m_open->workspace.records(m_sensors)->setFeedName("sensors");
        append(m_chat, "hello", 1'000'000);
        append(m_sensors, "plum 1", 2'000'000);
        append(m_chat, "plum 2", 3'000'000);
        append(m_sensors, "late plum", 2'500'000);
        m_open->open();
        QVERIFY(QTest::qWaitForWindowActive(m_open->window.get()));
    }
    void cleanup() { m_open.reset(); }

    void allRecordsStandInOneListByTime()
    {
        openAll();
        QTRY_COMPARE(shown(),
                     (QStringList{u"chat hello"_s, u"sensors plum 1"_s, u"sensors late plum"_s, u"chat plum 2"_s}));
        append(m_sensors, "new", 4'000'000);
        QTRY_COMPARE(shown().last(), u"sensors new"_s);
        QVERIFY(!all()->grab().isNull());
    }

    void whatIsFoundIsOpenedWhereItStands()
    {
        m_open->window->openFeed(m_chat);
        openAll();
        auto *edit = all()->findChild<FilterEdit *>();
        QVERIFY(edit->hasFocus());
        QTest::keyClicks(edit, u"plum"_s);
        QTRY_COMPARE(shown(), (QStringList{u"sensors plum 1"_s, u"sensors late plum"_s, u"chat plum 2"_s}));
        QTest::keyClick(edit, Qt::Key_Down);
        QVERIFY(all()->list().hasFocus());
        QTest::keyClick(&all()->list(), Qt::Key_Up); // the last one is chosen first
        QTest::keyClick(&all()->list(), Qt::Key_Up);
        QCOMPARE(all()->currentRecord()->text, QByteArray("late plum"));
        QTest::keyClick(&all()->list(), Qt::Key_Return);
        FeedView *opened = m_open->window->tabs().currentView();
        QVERIFY(opened && opened->feed() == m_sensors);
        QCOMPARE(opened->list().currentSeq(), quint64(2));
        openAll(); // it is as it was left
        QCOMPARE(edit->text(), u"plum"_s);
    }

    void feedsComeAndGo()
    {
        openAll();
        QTRY_COMPARE(shown().size(), 4);
        const qint64 other = m_open->workspace.add(u"other"_s, u"irc"_s, u"irc://other/#c"_s);
        append(other, "one more", 5'000'000);
        QTRY_COMPARE(shown().size(), 5);
        m_open->workspace.removeFeed(m_chat);
        QTRY_COMPARE(shown().size(), 3);
        m_open->window->tabs().closeTab(m_open->window->tabs().indexOf(all()));
        QVERIFY(!all());
        append(other, "after", 6'000'000);
    }

    void oneCanGoToATime()
    {
        Records many;
        const qint64 begin = QDateTime(QDate(2026, 11, 30), QTime(14, 0)).toMSecsSinceEpoch() * 1000;
        for (int i = 0; i < 3600; ++i) {
            many.push_back(testRecord("clock", "second " + QByteArray::number(i)));
            many.back().received = begin + i * 1'000'000LL;
        }
        m_open->workspace.append(m_sensors, many);
        openAll();
        const auto ask = [this](const QString &time) {
            m_open->window->actions().goToTime->trigger();
            auto *dialog = find<QInputDialog>(m_open->window.get());
            dialog->setTextValue(time);
            dialog->accept();
        };
        ask(u"2026-11-30T14:03"_s);
        QTRY_VERIFY(all()->currentRecord() && all()->currentRecord()->text == "second 180");
        QVERIFY(!all()->list().isFollowing());
        append(m_chat, "meanwhile", begin + 4000 * 1'000'000LL);
        QCoreApplication::processEvents();
        QCOMPARE(all()->currentRecord()->text, QByteArray("second 180"));
        QTest::keyClick(&all()->list(), Qt::Key_End);
        QTRY_COMPARE(shown().last(), u"chat meanwhile"_s);
        QVERIFY(all()->list().isFollowing());
        m_open->window->openFeed(m_sensors);
        ask(u"2026-11-30T14:10"_s);
        FeedView *view = m_open->window->tabs().currentView();
        QTRY_COMPARE(view->list().currentSeq(), quint64(603)); // two came before
        ask(u"half past nothing"_s);
        QVERIFY(m_open->window->findChild<QLabel *>(u"bannerText"_s)->text().contains(u"half past nothing"_s));
    }

    void theOrderMayGoByTheSource()
    {
        Record record = testRecord("someone", "from before");
        record.received = 9'000'000;
        record.time = 1'500'000;
        m_open->workspace.append(m_chat, {record});
        openAll();
        QTRY_COMPARE(shown().last(), u"chat from before"_s);
        auto *order = all()->findChild<QComboBox *>();
        QTest::keyClick(order, Qt::Key_Down);
        QTRY_COMPARE(shown().at(1), u"chat from before"_s);
    }
};

QTEST_MAIN(tst_AllFeeds)
#include "tst_AllFeeds.moc"
