// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestWorkspace.h"
#include "ui/lists/FeedView.h"
#include "ui/window/FeedTabs.h"
#include "ui/window/MainWindow.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

/// The line under a list that sends to the other side, in the whole window.
class tst_SendLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isThereOnlyWhereSomethingCanBeSent();
    void enterSendsAndEmptiesTheLine();
    void aRefusalIsShownAndTheTextStays();
    void theTopicGoesWithTheMessage();
    void upBringsBackWhatWasSent();
    void tabCompletesNicksAndCommandsInAChat();
    void aMessageToOnePersonGoesToThem();

private:
    template<typename T>
    T *part(const QString &name) const
    {
        const auto all = m_window->findChildren<T *>(name);
        for (T *one : all) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    void open(qint64 feed)
    {
        m_window->openFeed(feed);
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<TestWorkspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
    qint64 m_chat = 0, m_sensors = 0, m_machine = 0;
};

void tst_SendLine::init()
{
    m_settings = std::make_unique<QSettings>(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_workspace = std::make_unique<TestWorkspace>();
    m_chat = m_workspace->add(u"#qt"_s, u"irc"_s, u"irc://host/#qt"_s);
    m_sensors = m_workspace->add(u"lab"_s, u"mqtt"_s, u"mqtt://host/lab/#"_s);
    m_machine = m_workspace->add(u"This machine"_s, u"system"_s, u"system:"_s);
    m_window = std::make_unique<MainWindow>(*m_workspace, *m_settings);
    m_window->show();
}

void tst_SendLine::cleanup()
{
    m_window.reset();
    m_workspace.reset();
    m_settings.reset();
}

void tst_SendLine::isThereOnlyWhereSomethingCanBeSent()
{
    open(m_machine);
    QVERIFY(!part<QLineEdit>(u"sendText"_s));
    open(m_chat);
    QVERIFY(part<QLineEdit>(u"sendText"_s));
    QCOMPARE(part<QLineEdit>(u"sendText"_s)->placeholderText(), u"Say something"_s);
    QVERIFY(!part<QLineEdit>(u"sendTo"_s));
    open(m_sensors);
    QVERIFY(part<QLineEdit>(u"sendTo"_s));
}

void tst_SendLine::enterSendsAndEmptiesTheLine()
{
    open(m_chat);
    auto *line = part<QLineEdit>(u"sendText"_s);
    QVERIFY(!part<QPushButton>(u"send"_s)->isEnabled());
    QTest::keyClicks(line, u"hello there"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(m_workspace->asked.contains(u"send %1  hello there"_s.arg(m_chat)));
    QVERIFY(line->text().isEmpty());
    QTest::keyClicks(line, u"again"_s);
    QTest::mouseClick(part<QPushButton>(u"send"_s), Qt::LeftButton);
    QVERIFY(m_workspace->asked.contains(u"send %1  again"_s.arg(m_chat)));
}

void tst_SendLine::aRefusalIsShownAndTheTextStays()
{
    open(m_chat);
    m_workspace->refusal = u"You may not speak here: ask an operator for a voice"_s;
    auto *line = part<QLineEdit>(u"sendText"_s);
    QTest::keyClicks(line, u"hello"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(line->text(), u"hello"_s);
    QCOMPARE(part<QLabel>(u"sendProblem"_s)->text(), m_workspace->refusal);
    m_workspace->refusal.clear();
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(line->text().isEmpty());
    QVERIFY(!part<QLabel>(u"sendProblem"_s));
}

void tst_SendLine::theTopicGoesWithTheMessage()
{
    open(m_sensors);
    QTest::keyClicks(part<QLineEdit>(u"sendTo"_s), u"lab/lamp"_s);
    QTest::keyClicks(part<QLineEdit>(u"sendText"_s), u"on"_s);
    QTest::keyClick(part<QLineEdit>(u"sendText"_s), Qt::Key_Return);
    QVERIFY(m_workspace->asked.contains(u"send %1 lab/lamp on"_s.arg(m_sensors)));
    QCOMPARE(part<QLineEdit>(u"sendTo"_s)->text(), u"lab/lamp"_s);
}

void tst_SendLine::upBringsBackWhatWasSent()
{
    open(m_chat);
    auto *line = part<QLineEdit>(u"sendText"_s);
    for (const QString &text : {u"one"_s, u"two"_s}) {
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }
    QTest::keyClick(line, Qt::Key_Up);
    QCOMPARE(line->text(), u"two"_s);
    QTest::keyClick(line, Qt::Key_Up);
    QCOMPARE(line->text(), u"one"_s);
    QTest::keyClick(line, Qt::Key_Down);
    QTest::keyClick(line, Qt::Key_Down);
    QVERIFY(line->text().isEmpty());
}

void tst_SendLine::tabCompletesNicksAndCommandsInAChat()
{
    open(m_chat);
    m_window->tabs().currentView()->showAs(ViewKind::Chat);
    m_workspace->append(m_chat, {testRecord("alice", "hi"), testRecord("Albert", "hello"), testRecord("bob", "ho")});
    m_window->tabs().currentView()->visibleRange(); // laid out: they were seen
    auto *line = part<QLineEdit>(u"sendText"_s);
    QTest::keyClicks(line, u"al"_s);
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(line->text(), u"Albert: "_s); // who spoke last
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(line->text(), u"alice: "_s);
    QTest::keyClicks(line, u"ask b"_s);
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(line->text(), u"alice: ask bob "_s);
    line->setText(u"/m"_s);
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(line->text(), u"/me "_s);
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(line->text(), u"/msg "_s);
    line->setText(u"zzz"_s);
    QTest::keyClick(line, Qt::Key_Tab);
    QCOMPARE(line->text(), u"zzz"_s);
}

void tst_SendLine::aMessageToOnePersonGoesToThem()
{
    open(m_chat);
    m_window->tabs().currentView()->showAs(ViewKind::Chat);
    auto *line = part<QLineEdit>(u"sendText"_s);
    QTest::keyClicks(line, u"/msg alice between us"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(m_workspace->asked.contains(u"send %1 alice between us"_s.arg(m_chat)));
}

QTEST_MAIN(tst_SendLine)
#include "tst_SendLine.moc"
