// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/OpenWindow.h"
#include "ui/dialogs/AddFeedDialog.h"
#include "ui/dialogs/RunConsent.h"
#include "ui/lists/FeedBanner.h"
#include "ui/lists/FeedView.h"
#include "ui/window/Banner.h"
#include "ui/window/FeedTabs.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What is dropped on the window or comes back from the last time, and the question before a program runs.
class tst_OpeningFeeds : public QObject
{
    Q_OBJECT

private:
    static void drop(QWidget *window, QMimeData &data)
    {
        // Qt sends a drop only to what has taken the drag before.
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &event);
    }

private Q_SLOTS:
    void aDroppedAddressOpensTheDialog()
    {
        OpenWindow s;
        s.open();
        QMimeData data;
        data.setText(u"mqtt://host/lab/#"_s);
        drop(s.window.get(), data);
        auto *dialog = find<AddFeedDialog>(s.window.get());
        QVERIFY(dialog);
        QCOMPARE(dialog->address(), u"mqtt://host/lab/#"_s);
    }

    void aDroppedProgramRunsOnlyAfterAYes()
    {
        OpenWindow s;
        s.open();
        QMimeData data;
        data.setText(u"exec:rm -r /tmp/x\u202E?env=A%3D1&env=LD_PRELOAD%3D/tmp/evil.so"_s);
        drop(s.window.get(), data);
        auto *dialog = find<AddFeedDialog>(s.window.get());
        QVERIFY(dialog);
        for (const auto &button : {u"test"_s, u"add"_s}) {
            QTest::mouseClick(dialog->findChild<QAbstractButton *>(button), Qt::LeftButton);
            QPointer<RunConsent> question = find<RunConsent>(dialog);
            QVERIFY(question && question->isVisible());
            const QString shown = question->findChild<QPlainTextEdit *>()->toPlainText();
            QVERIFY2(shown.contains(u"rm -r /tmp/x"_s) && shown.contains(u"A=1"_s), qPrintable(shown));
            QVERIFY2(shown.contains(u"LD_PRELOAD=/tmp/evil.so"_s), qPrintable(shown));
            QVERIFY(!shown.contains(QChar(0x202E)));
            QTest::keyClick(question.data(), Qt::Key_Return); // no is the default
            QVERIFY(s.workspace.asked.isEmpty());
            QTRY_VERIFY(!question);
        }
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"add"_s), Qt::LeftButton);
        auto *question = find<RunConsent>(dialog);
        QVERIFY(question);
        QTest::mouseClick(question->findChild<QAbstractButton *>(u"run"_s), Qt::LeftButton);
        QTRY_COMPARE(s.workspace.asked.size(), 1);
        QVERIFY(s.workspace.asked.constFirst().startsWith(u"add exec:"_s));
    }

    void aTypedProgramNeedsNoYes()
    {
        OpenWindow s;
        s.open();
        AddFeedDialog *dialog = s.window->addFeed(u"exec"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"command"_s), u"uptime"_s);
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"add"_s), Qt::LeftButton);
        QCOMPARE(s.workspace.asked, (QStringList{u"add exec:uptime"_s}));
    }

    void aPastedProgramRunsOnlyAfterAYes()
    {
        OpenWindow s;
        s.open();
        AddFeedDialog *dialog = s.window->addFeed(u"exec"_s);
        QGuiApplication::clipboard()->setText(u"exec:uptime"_s);
        auto *line = dialog->findChild<QLineEdit *>(u"address"_s);
        line->selectAll();
        line->paste();
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"add"_s), Qt::LeftButton);
        auto *question = find<RunConsent>(dialog);
        QVERIFY(question && question->isVisible());
        QVERIFY(s.workspace.asked.isEmpty());
    }

    void aTypedAddressNeedsNoYes()
    {
        OpenWindow s;
        s.open();
        AddFeedDialog *dialog = s.window->addFeed(u"exec"_s);
        auto *line = dialog->findChild<QLineEdit *>(u"address"_s);
        line->selectAll();
        QTest::keyClicks(line, u"exec:uptime"_s);
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"add"_s), Qt::LeftButton);
        QCOMPARE(s.workspace.asked, (QStringList{u"add exec:uptime"_s}));
    }

    void feedsOfTheLastTimeThatRunProgramsAreAskedForOneByOne()
    {
        OpenWindow s;
        s.open();
        for (const auto &text : {u"exec:one"_s, u"exec:two"_s, u"exec:three"_s})
            QVERIFY(s.workspace.proposeFeed(*FeedAddress::parse(text), {}, {}));
        s.workspace.asked.clear();
        QStringList shown;
        for (const auto &answer : {u"refuse"_s, u"run"_s, u"run"_s}) {
            QTRY_COMPARE(s.window->findChildren<RunConsent *>().size(), 1);
            auto *question = find<RunConsent>(s.window.get());
            shown << question->findChild<QPlainTextEdit *>()->toPlainText().section(u'\n', 0, 0);
            QTest::mouseClick(question->findChild<QAbstractButton *>(answer), Qt::LeftButton);
            QCoreApplication::sendPostedEvents(question, QEvent::DeferredDelete);
        }
        QCOMPARE(shown, (QStringList{u"Command: one"_s, u"Command: two"_s, u"Command: three"_s}));
        QCOMPARE(s.workspace.asked, (QStringList{u"allow 2"_s, u"allow 3"_s}));
    }

    void aFeedThatWaitsForAYesSaysSoAboveItsList()
    {
        OpenWindow s;
        const qint64 feed = s.workspace.add(u"one"_s, u"exec"_s, u"exec:one"_s);
        s.open();
        auto *banner = s.window->tabs().viewOf(feed)->findChild<FeedBanner *>();
        QVERIFY(!banner->isVisible());
        s.workspace.setState(feed, FeedState::Stopped, u"Waits for your yes."_s);
        QVERIFY(banner->isVisible());
        QCOMPARE(banner->sentence(), u"Waits for your yes."_s);
        s.workspace.setState(feed, FeedState::Live);
        QVERIFY(!banner->isVisible());
    }

    void aDroppedFileIsOpenedAndARefusalIsSaid()
    {
        OpenWindow s;
        s.open();
        s.workspace.refusal = u"That is no capture."_s;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(u"/tmp/some.livebelt"_s)});
        drop(s.window.get(), data);
        QCOMPARE(s.workspace.asked, (QStringList{u"open /tmp/some.livebelt"_s}));
        QCOMPARE(s.window->findChild<Banner *>()->sentence(), u"That is no capture."_s);
        QVERIFY(!find<AddFeedDialog>(s.window.get()));
    }
};

QTEST_MAIN(tst_OpeningFeeds)
#include "tst_OpeningFeeds.moc"
