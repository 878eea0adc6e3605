// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Timestamp.h"
#include "tests/ui/OpenWindow.h"
#include "ui/dialogs/AddFeedDialog.h"
#include "ui/dialogs/EditFeedDialog.h"
#include "ui/dialogs/PasswordDialog.h"
#include "ui/feeds/FeedTree.h"
#include "ui/lists/FeedView.h"
#include "ui/views/RecordView.h"
#include "ui/window/FeedTabs.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// A feed that cannot go on is mended where it is.
class tst_MendingFeeds : public QObject
{
    Q_OBJECT

    static QToolButton *button(const OpenWindow &s, const QString &name)
    {
        return s.window->tabs().currentView()->findChild<QToolButton *>(name);
    }
    static qint64 openWith(OpenWindow &s, FeedState state, bool wantsPassword = false, qint64 retryAt = 0)
    {
        const qint64 feed = s.workspace.add(u"#qt"_s, u"irc"_s, u"irc://ada@host/#qt"_s);
        FeedStatus status = *s.workspace.feeds().status(feed);
        status.state = state;
        status.problem = u"The server refused the password"_s;
        status.wantsPassword = wantsPassword;
        status.retryAt = retryAt;
        s.workspace.feeds().updateFeed(status);
        s.open();
        return feed;
    }

private Q_SLOTS:
    void aFailedFeedIsEditedFromItsBanner()
    {
        OpenWindow s;
        openWith(s, FeedState::Failed);
        QTest::mouseClick(button(s, u"editFeed"_s), Qt::LeftButton);
        auto *dialog = find<EditFeedDialog>(s.window.get());
        QVERIFY(dialog && dialog->windowTitle().contains(u"#qt"_s));
        QCOMPARE(dialog->address(), u"irc://ada@host/#qt"_s);
        auto *address = dialog->findChild<QLineEdit *>(u"address"_s);
        address->selectAll();
        QTest::keyClicks(address, u"irc://ada@other/#qt"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"add"_s), Qt::LeftButton);
        QCOMPARE(s.workspace.asked.constLast(), u"change 1 irc://ada@other/%23qt #qt"_s);
        QTRY_VERIFY(!find<EditFeedDialog>(s.window.get()));
    }

    void whatIsWrongWithTheChangeIsSaidInTheDialog()
    {
        OpenWindow s;
        openWith(s, FeedState::Failed);
        s.workspace.refusal = u"That feed is there already"_s;
        s.window->editFeed(1);
        auto *dialog = find<EditFeedDialog>(s.window.get());
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"add"_s), Qt::LeftButton);
        QCOMPARE(dialog->findChild<QLabel *>(u"error"_s)->text(), s.workspace.refusal);
        QVERIFY(dialog->isVisible());
    }

    void itsMenuAndTheTreeEditItToo()
    {
        OpenWindow s;
        openWith(s, FeedState::Live);
        s.window->actions().editFeed->trigger();
        QVERIFY(find<EditFeedDialog>(s.window.get()));
        delete find<EditFeedDialog>(s.window.get());
        Q_EMIT find<FeedTree>(s.window.get())->editRequested(1);
        QVERIFY(find<EditFeedDialog>(s.window.get()));
    }

    void aWrongPasswordIsEnteredAnew()
    {
        OpenWindow s;
        openWith(s, FeedState::Failed, true);
        QTest::mouseClick(button(s, u"enterPassword"_s), Qt::LeftButton);
        auto *dialog = find<PasswordDialog>(s.window.get());
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"password"_s), u"s3cret"_s);
        dialog->accept();
        QCOMPARE(s.workspace.credentials.user, u"ada"_s);
        QCOMPARE(s.workspace.credentials.password, u"s3cret"_s);
        QVERIFY(s.workspace.asked.contains(u"change 1 irc://ada@host/%23qt #qt"_s));
        QVERIFY(s.workspace.asked.constLast().startsWith(u"keep"_s));
    }

    void noPasswordIsAskedForWhereNoneIsWanted()
    {
        OpenWindow s;
        openWith(s, FeedState::Failed);
        QVERIFY(!button(s, u"enterPassword"_s)->isVisible());
        QVERIFY(!button(s, u"stopTrying"_s)->isVisible());
        QTest::mouseClick(button(s, u"retryNow"_s), Qt::LeftButton);
        QCOMPARE(s.workspace.asked.constLast(), u"reconnect 1"_s);
    }

    void theNextTryIsCountedDownAndCanBeHadNow()
    {
        OpenWindow s;
        openWith(s, FeedState::Waiting, false, nowMicros() + 60'000'000);
        auto *retry = button(s, u"retryNow"_s);
        QVERIFY2(retry->text().contains(u"(60 s)"_s) || retry->text().contains(u"(59 s)"_s), qPrintable(retry->text()));
        QTRY_VERIFY(retry->text().contains(u"(58 s)"_s));
        QTest::mouseClick(retry, Qt::LeftButton);
        QCOMPARE(s.workspace.asked.constLast(), u"reconnect 1"_s);
        QTest::mouseClick(button(s, u"stopTrying"_s), Qt::LeftButton);
        QCOMPARE(s.workspace.asked.constLast(), u"stop 1"_s);
    }

    void theListHasTheFocusAfterAFeedWasAdded()
    {
        OpenWindow s;
        s.open();
        auto *dialog = s.window->addFeed(u"irc"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"address"_s), u"irc://host/#qt"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"add"_s), Qt::LeftButton);
        QCOMPARE(s.window->focusWidget(), &s.window->tabs().currentView()->list());
    }

    void capturesAreOpenedFromWhereTheyAre()
    {
        OpenWindow s;
        s.open();
        Totals totals;
        totals.capturePath = s.folder.filePath(u"now.livebelt"_s);
        Q_EMIT s.workspace.totalsChanged(totals);
        s.window->actions().openCapture->trigger();
        QCOMPARE(find<QFileDialog>(s.window.get())->directory().path(), s.folder.path());
    }
};

QTEST_MAIN(tst_MendingFeeds)
#include "tst_MendingFeeds.moc"
