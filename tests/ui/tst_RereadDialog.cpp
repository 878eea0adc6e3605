// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/OpenWindow.h"
#include "ui/detail/FieldTree.h"
#include "ui/dialogs/RereadDialog.h"
#include "ui/views/RecordView.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// "Read again as…" of a feed.
class tst_RereadDialog : public QObject
{
    Q_OBJECT

    std::optional<OpenWindow> m_open;
    qint64 m_feed = 0;

    static Record read(const QByteArray &text, const QByteArray &fields = {})
    {
        Record record = testRecord("s", text);
        record.seq = 40; // some way into the feed
        record.fields = fields;
        return record;
    }
    template<typename T>
    static void answer(async::Channel<T> &channel, T with)
    {
        QVERIFY(channel.trySend(with));
    }
    static QString stateOf(const RereadDialog *dialog) { return dialog->findChild<QLabel *>(u"rereadState"_s)->text(); }

    QString lastAsked() const { return m_open->workspace.asked.value(m_open->workspace.asked.size() - 1); }

    RereadDialog *openDialog()
    {
        m_open->window->actions().reread->trigger();
        return find<RereadDialog>(m_open->window.get());
    }

private Q_SLOTS:
    void cleanup() { m_open.reset(); }
    void init()
    {
        m_open.emplace();
        FeedParameter parse;
        parse.name = parse.label = u"parse"_s;
        parse.type = FeedParameter::Type::Choice;
        parse.choices = {u"auto"_s, u"json"_s, u"text"_s};
        parse.fallback = u"auto"_s;
        FeedParameter value;
        value.name = value.label = u"value"_s;
        m_open->workspace.rereadable = {parse, value};
        m_feed = m_open->workspace.add(u"log"_s, u"mqtt"_s, u"mqtt://h/t?value=temp"_s);
        m_open->workspace.append(m_feed, {testRecord("s", "one"), testRecord("s", "two")});
        m_open->open();
        m_open->window->openFeed(m_feed);
    }

    void tenRecordsAreShownAsTheyWouldBe()
    {
        const RereadDialog *dialog = openDialog();
        QVERIFY(dialog);
        QTRY_COMPARE(lastAsked(), u"preview parse= value=temp 10 of 1 from 1"_s);
        answer<Result<Records>>(m_open->workspace.previews, Records{read("a", R"({"x":1})"), read("b", R"({"x":2})")});
        const auto *list = dialog->findChild<RecordView *>();
        QTRY_COMPARE(list->records()->rowCount(), 2);
        QVERIFY(list->spokenParts(1).join(u", "_s).endsWith(u"b, x 2"_s));
        const auto *fields = dialog->findChild<FieldTree *>();
        QCOMPARE(fields->topLevelItem(1)->text(1), u"1"_s); // of the first record
    }

    void anotherOptionIsAnotherPreview()
    {
        const RereadDialog *dialog = openDialog();
        QTRY_COMPARE(lastAsked(), u"preview parse= value=temp 10 of 1 from 1"_s);
        auto *parse = dialog->findChild<QComboBox *>();
        parse->setCurrentIndex(parse->findData(u"json"_s));
        Q_EMIT parse->activated(parse->currentIndex());
        QTRY_COMPARE(lastAsked(), u"preview parse=json value=temp 10 of 1 from 1"_s);
        answer<Result<Records>>(m_open->workspace.previews, Failure{u"value= is wrong"_s});
        QTRY_COMPARE(stateOf(dialog), u"value= is wrong"_s);
        QVERIFY(!dialog->findChild<QPushButton *>(u"read"_s)->isEnabled());
    }

    void itIsReadAgainWithProgress()
    {
        RereadDialog *dialog = openDialog();
        dialog->findChild<QPushButton *>(u"read"_s)->click();
        QTRY_COMPARE(lastAsked(), u"reread parse= value=temp of 1"_s);
        const auto *bar = dialog->findChild<QProgressBar *>();
        QVERIFY(bar->isVisible());
        answer<Result<RereadingProgress>>(m_open->workspace.rereading, RereadingProgress{500, 1000});
        QTRY_COMPARE(bar->value(), 500);
        QCOMPARE(stateOf(dialog), u"500 of 1,000 records"_s);
        answer<Result<RereadingProgress>>(m_open->workspace.rereading, RereadingProgress{1000, 1000});
        QTRY_VERIFY(!find<RereadDialog>(m_open->window.get()));
        QVERIFY(m_open->workspace.feeds().status(m_feed)); // the old one stays
    }

    void itIsStoppedByCancelAndTheDialogStays()
    {
        RereadDialog *dialog = openDialog();
        dialog->findChild<QPushButton *>(u"read"_s)->click();
        QTRY_COMPARE(lastAsked(), u"reread parse= value=temp of 1"_s);
        dialog->findChild<QPushButton *>(u"cancel"_s)->click();
        QCOMPARE(lastAsked(), u"reread ended"_s);
        QVERIFY(dialog->isVisible());
        QCOMPARE(stateOf(dialog), u"It was stopped; nothing has been written."_s);
        dialog->findChild<QPushButton *>(u"cancel"_s)->click();
        QVERIFY(!dialog->isVisible());
    }

    void closingItEndsWhatIsUnderWay()
    {
        delete openDialog();
        RereadDialog *dialog = openDialog();
        dialog->findChild<QPushButton *>(u"read"_s)->click();
        QTRY_COMPARE(lastAsked(), u"reread parse= value=temp of 1"_s);
        delete dialog;
        QCOMPARE(lastAsked(), u"reread ended"_s);
    }

    void whyItCannotBeDoneIsSaid()
    {
        RereadDialog *dialog = openDialog();
        dialog->findChild<QPushButton *>(u"read"_s)->click();
        answer<Result<RereadingProgress>>(m_open->workspace.rereading, Failure{u"The disk is full"_s});
        QTRY_COMPARE(stateOf(dialog), u"The disk is full"_s);
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->findChild<QPushButton *>(u"read"_s)->isEnabled());
    }

    void aFeedThatHasNoReaderIsNotReadAgain()
    {
        m_open->workspace.rereadable.clear();
        m_open->window->openFeed(m_open->workspace.add(u"chat"_s, u"irc"_s, u"irc://h/#c"_s));
        QVERIFY(!m_open->window->actions().reread->isEnabled());
    }
};

QTEST_MAIN(tst_RereadDialog)
#include "tst_RereadDialog.moc"
