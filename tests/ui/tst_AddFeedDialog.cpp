// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestWorkspace.h"
#include "ui/dialogs/AddFeedDialog.h"
#include "ui/dialogs/AddressText.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_AddFeedDialog : public QObject
{
    Q_OBJECT

private:
    static QLineEdit *line(AddFeedDialog &dialog, const QString &name) { return dialog.findChild<QLineEdit *>(name); }
    static void press(AddFeedDialog &dialog, const QString &name)
    {
        QTest::mouseClick(dialog.findChild<QPushButton *>(name), Qt::LeftButton);
    }
    static void answer(TestWorkspace &workspace, Result<QString> address) { workspace.pages.trySend(address); }
    static void report(TestWorkspace &workspace, std::optional<TestProgress> now) { workspace.progress.trySend(now); }
    static QString error(AddFeedDialog &dialog) { return dialog.findChild<QLabel *>(u"error"_s)->text(); }

private Q_SLOTS:
    void fieldsMakeTheAddressWhileOneTypes()
    {
        TestWorkspace workspace;
        AddFeedDialog dialog(workspace);
        dialog.setKind(u"irc"_s);
        dialog.show();
        QTest::keyClicks(line(dialog, u"host"_s), u"irc.example.org"_s);
        QTest::keyClicks(line(dialog, u"channels"_s), u"#qt,#kde"_s);
        QCOMPARE(dialog.address(), u"irc://irc.example.org/#qt,#kde"_s);
        QTest::mouseClick(dialog.findChild<QCheckBox *>(u"secure"_s), Qt::LeftButton, {}, QPoint(8, 8));
        QCOMPARE(dialog.address(), u"ircs://irc.example.org/#qt,#kde"_s);
        QTest::keyClicks(line(dialog, u"port"_s), u"7000"_s);
        QTest::keyClicks(line(dialog, u"nick"_s), u"ada"_s);
        QCOMPARE(dialog.address(), u"ircs://ada@irc.example.org:7000/#qt,#kde"_s);
    }

    void anAddressFillsTheFieldsAndChoosesTheKind()
    {
        TestWorkspace workspace;
        AddFeedDialog dialog(workspace);
        dialog.show();
        QLineEdit *address = line(dialog, u"address"_s);
        address->selectAll();
        QTest::keyClicks(address, u"mqtts://broker:8884/lab/+/t/#?qos=1"_s);
        QCOMPARE(dialog.findChild<QListWidget *>(u"kinds"_s)->currentItem()->text(), u"Live sensors (MQTT)"_s);
        QCOMPARE(line(dialog, u"host"_s)->text(), u"broker"_s);
        QCOMPARE(line(dialog, u"port"_s)->text(), u"8884"_s);
        QCOMPARE(line(dialog, u"topic"_s)->text(), u"lab/+/t/#"_s);
        QCOMPARE(dialog.findChild<QComboBox *>(u"qos"_s)->currentText(), u"1"_s);
        QVERIFY(dialog.findChild<QCheckBox *>(u"secure"_s)->isChecked());
        QCOMPARE(dialog.address(), u"mqtts://broker:8884/lab/+/t/#?qos=1"_s);
    }

    void addressesComeBackAsTheyWere_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("chat") << u"irc://host/#chat"_s;
        QTest::newRow("user, port") << u"ircs://ada@host:7000/#a,#b"_s;
        QTest::newRow("IPv6") << u"irc://[::1]:6697/#x"_s;
        QTest::newRow("percent and question mark") << u"mqtt://host/a%25b%3Fc"_s;
        QTest::newRow("no host") << u"system:cpu"_s;
        QTest::newRow("query") << u"mqtt://host/t?qos=2"_s;
    }

    void addressesComeBackAsTheyWere()
    {
        QFETCH(QString, address);
        const TestWorkspace workspace;
        const auto parsed = FeedAddress::parse(address);
        QVERIFY(parsed);
        for (const FeedDescription &kind : workspace.kinds()) {
            if (kind.schemes.contains(parsed->scheme()))
                QCOMPARE(addressText(kind, addressValues(kind, *parsed)), address);
        }
    }

    void parametersOfTheSameNameAndASecureDefaultAreToldApart()
    {
        FeedDescription kind;
        kind.schemes = {u"ircs"_s, u"irc"_s};
        kind.secureScheme = u"ircs"_s;
        using Part = FeedParameter::Part;
        FeedParameter host, port, topic, more;
        host.part = Part::Host;
        port.part = Part::Port;
        port.fallback = u"6697"_s;
        topic.part = Part::Path;
        more.part = Part::Query;
        topic.name = more.name = u"topic"_s;
        kind.parameters = {host, port, topic, more};
        for (const QString &address : {u"ircs://host/a"_s, u"irc://host:6697/a?topic=b"_s}) {
            const auto parsed = FeedAddress::parse(address);
            QVERIFY(parsed);
            QCOMPARE(addressText(kind, addressValues(kind, *parsed)), address);
        }
    }

    void aServersPathHoldsItsQuery()
    {
        using Part = FeedParameter::Part;
        FeedDescription kind;
        kind.schemes = {u"sse+https"_s, u"sse+http"_s};
        kind.secureScheme = u"sse+https"_s;
        FeedParameter host, port, path, body;
        host.part = Part::Host;
        port.part = Part::Port;
        path.part = Part::Path;
        body.name = u"body"_s;
        kind.parameters = {host, port, path, body};
        for (const QString &address : {u"sse+https://host/a%20b?order=desc&x=&y#body=1%262%23"_s,
                                       u"sse+http://host:80/%2F?#body=a"_s, u"sse+http://host"_s}) {
            const auto parsed = FeedAddress::parse(address);
            QVERIFY(parsed);
            QCOMPARE(addressText(kind, addressValues(kind, *parsed)), address);
        }
        AddressValues typed{{u"host"_s, {}, u"a b?c=#1"_s, u"ä"_s}, true};
        QCOMPARE(FeedAddress::parse(addressText(kind, typed))->serverUrl(), u"https://host/a%20b?c=%231"_s);
        QCOMPARE(FeedAddress::parse(addressText(kind, typed))->query(u"body"_s), u"ä"_s);
    }

    void thePasswordIsNoPartOfTheAddress()
    {
        TestWorkspace workspace;
        AddFeedDialog dialog(workspace);
        dialog.setAddress(u"irc://ada@host/#qt"_s);
        dialog.show();
        QTest::keyClicks(line(dialog, u"password"_s), u"s3cret"_s);
        QCOMPARE(line(dialog, u"password"_s)->echoMode(), QLineEdit::Password);
        QVERIFY(!dialog.address().contains(u"s3cret"_s));
        QSignalSpy added(&dialog, &AddFeedDialog::applied);
        press(dialog, u"add"_s);
        QCOMPARE(added.size(), 1);
        QCOMPARE(workspace.credentials.password, u"s3cret"_s);
        QVERIFY(workspace.asked.contains(u"keep "_s + workspace.feeds().status(1)->address));
        QCOMPARE(workspace.credentials.user, u"ada"_s);
        QVERIFY(!workspace.asked.join(u' ').contains(u"s3cret"_s));
    }

    void aPasswordInAPastedAddressMovesToItsField()
    {
        TestWorkspace workspace;
        AddFeedDialog dialog(workspace);
        dialog.setAddress(u"irc://ada:s3cr%23et@host/#qt"_s);
        QCOMPARE(error(dialog), QString());
        QCOMPARE(dialog.address(), u"irc://ada:$PASSWORD@host/%23qt"_s);
        QCOMPARE(line(dialog, u"password"_s)->text(), u"s3cr#et"_s);
        press(dialog, u"add"_s);
        QCOMPARE(workspace.credentials.password, u"s3cr#et"_s);
        QVERIFY(!workspace.asked.join(u' ').contains(u"s3cr"_s));
    }

    void whatIsTypedIsUnderstood()
    {
        TestWorkspace workspace;
        workspace.guesses[u"localhost:1883"_s].address = u"mqtt://localhost:1883"_s;
        workspace.guesses[u"nonsense"_s].problem = u"that is nothing"_s;
        workspace.guesses[u"https://e.org/a"_s].page = u"https://e.org/a"_s;
        workspace.guesses[u"/a.livebelt"_s].capture = u"/a.livebelt"_s;
        AddFeedDialog dialog(workspace);
        dialog.show();
        QLineEdit *address = line(dialog, u"address"_s);
        const auto type = [&](const QString &text) {
            address->selectAll();
            QTest::keyClicks(address, text);
        };
        type(u"localhost:1883"_s);
        QCOMPARE(dialog.address(), u"localhost:1883"_s);
        QCOMPARE(line(dialog, u"port"_s)->text(), u"1883"_s);
        press(dialog, u"test"_s);
        QCOMPARE(dialog.address(), u"mqtt://localhost:1883"_s);
        QCOMPARE(workspace.asked.last(), u"test mqtt://localhost:1883"_s);
        type(u"nonsense"_s);
        press(dialog, u"add"_s);
        QCOMPARE(error(dialog), u"that is nothing"_s);
        type(u"https://e.org/a"_s);
        press(dialog, u"add"_s);
        QCOMPARE(workspace.asked.last(), u"page https://e.org/a"_s);
        answer(workspace, Failure{u"it is asleep"_s});
        QTRY_COMPARE(error(dialog), u"it is asleep"_s);
        press(dialog, u"add"_s);
        QSignalSpy added(&dialog, &AddFeedDialog::applied);
        answer(workspace, u"irc://e.org/#a"_s);
        QTRY_COMPARE(added.size(), 1);
        AddFeedDialog other(workspace);
        other.setAddress(u"/a.livebelt"_s);
        press(other, u"add"_s);
        QCOMPARE(workspace.asked.last(), u"open /a.livebelt"_s);
    }

    void whatIsWrongIsSaidInline()
    {
        TestWorkspace workspace;
        AddFeedDialog dialog(workspace);
        dialog.setKind(u"irc"_s);
        dialog.show();
        press(dialog, u"add"_s);
        QVERIFY(!error(dialog).isEmpty());
        QVERIFY(dialog.isVisible() && workspace.asked.isEmpty());
        dialog.setAddress(u"gopher://host/1"_s);
        press(dialog, u"add"_s);
        QVERIFY(error(dialog).contains(u"gopher"_s));
        dialog.setAddress(u"irc://host/#qt?nik=ada"_s);
        press(dialog, u"add"_s);
        QVERIFY(error(dialog).contains(u"“nik” is no option"_s));
        workspace.refusal = u"That feed is there already."_s;
        dialog.setAddress(u"irc://host/#qt"_s);
        press(dialog, u"add"_s);
        QCOMPARE(error(dialog), workspace.refusal);
        QVERIFY(dialog.isVisible());
    }

    void aTestShowsWhatComes()
    {
        TestWorkspace workspace;
        AddFeedDialog dialog(workspace);
        dialog.setAddress(u"irc://host/#qt"_s);
        dialog.show();
        press(dialog, u"test"_s);
        QCOMPARE(workspace.asked.size(), 1);
        TestProgress progress;
        progress.state = TestProgress::State::Data;
        progress.sample = {testRecord("alice", "<b>hello</b>")};
        report(workspace, progress);
        auto *sample = dialog.findChild<QPlainTextEdit *>(u"testSample"_s);
        QTRY_VERIFY(sample->isVisible());
        QVERIFY(sample->toPlainText().contains(u"alice"_s) && sample->toPlainText().contains(u"<b>hello</b>"_s));
        progress.state = TestProgress::State::Failed;
        progress.problem = u"The server closed the connection."_s;
        report(workspace, progress);
        report(workspace, std::nullopt);
        QTRY_COMPARE(dialog.findChild<QLabel *>(u"testState"_s)->text(), progress.problem);
    }

    void aTestWithoutDataDoesNotSayThatItWorks()
    {
        TestWorkspace workspace;
        AddFeedDialog dialog(workspace);
        dialog.setAddress(u"irc://host/#qt"_s);
        dialog.show();
        press(dialog, u"test"_s);
        const auto *state = dialog.findChild<QLabel *>(u"testState"_s);
        const auto *sample = dialog.findChild<QPlainTextEdit *>(u"testSample"_s);
        QVERIFY(state->text().startsWith(u"Connecting"_s));
        TestProgress progress;
        progress.state = TestProgress::State::Connected;
        report(workspace, progress);
        QTRY_VERIFY(state->text().startsWith(u"Connected; waiting"_s));
        QVERIFY(!sample->isVisible());
        report(workspace, std::nullopt);
        QTRY_VERIFY(state->text().contains(u"quiet"_s));
        press(dialog, u"test"_s);
        progress = {};
        progress.state = TestProgress::State::Failed;
        progress.problem = u"There is no host named host"_s;
        report(workspace, progress);
        report(workspace, std::nullopt);
        QTRY_COMPARE(state->text(), u"Not connected: There is no host named host"_s);
    }

    void aTestEndsWithItsDialogAndOnDemand()
    {
        TestWorkspace workspace;
        {
            AddFeedDialog dialog(workspace);
            dialog.setAddress(u"irc://host/#qt"_s);
            dialog.show();
            press(dialog, u"test"_s);
            press(dialog, u"test"_s);
            QCOMPARE(workspace.asked.back(), u"test ended"_s);
            press(dialog, u"test"_s);
            QCOMPARE(workspace.asked.back(), u"test irc://host/%23qt"_s);
        }
        QCOMPARE(workspace.asked.back(), u"test ended"_s);
    }

    void theNameIsMadeFromTheAddressUnlessGiven()
    {
        TestWorkspace workspace;
        AddFeedDialog dialog(workspace);
        dialog.setAddress(u"irc://host/#qt"_s);
        dialog.show();
        press(dialog, u"add"_s);
        QCOMPARE(workspace.feeds().status(1)->name, u"#qt"_s);
    }
};

QTEST_MAIN(tst_AddFeedDialog)
#include "tst_AddFeedDialog.moc"
