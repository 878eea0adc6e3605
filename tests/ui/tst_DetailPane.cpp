// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/DetailPane.h"
#include "ui/detail/HexView.h"
#include "ui/detail/PayloadEdit.h"
#include "ui/detail/PayloadView.h"
#include "ui/detail/PrettyJson.h"
#include "ui/detail/PrettyView.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTextCursor>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_DetailPane : public QObject
{
    Q_OBJECT

private:
    static Record message(const QByteArray &text)
    {
        Record record;
        record.seq = 3;
        record.subject = "alice";
        record.text = text;
        record.received = 1'700'000'000'123'456;
        record.time = record.received - 20'000;
        record.fields = R"({"channel":"#qt","retries":2})";
        return record;
    }

private Q_SLOTS:
    void prettyShowsTextTimesAndFields()
    {
        DetailPane pane;
        pane.setRecord(u"chat"_s, message("hello"));
        const QString shown = pane.findChild<PrettyView *>()->toPlainText();
        for (const auto &part : {u"hello"_s, u"#qt"_s, u"retries"_s, u"2023-11-14 22:13:20.123456"_s, u"20 ms"_s})
            QVERIFY2(shown.contains(part), qPrintable(part));
    }

    void aMessageIsShownAsItWasWrittenButNotWhereItIsLaidOutAnew()
    {
        DetailPane pane;
        const auto isBold = [&pane](int place) {
            QTextCursor cursor(pane.findChild<PrettyView *>()->document());
            cursor.setPosition(place + 1); // the format is that of the character before
            return cursor.charFormat().fontWeight() == QFont::Bold;
        };
        Record record = message("one\r\ntwo");
        record.fields = R"({"styles":"5-5:b"})";
        pane.setRecord(u"chat"_s, record);
        QVERIFY(!isBold(3) && isBold(4) && !isBold(5)); // "t"
        record.text = R"({"a":{"b":1}})";
        record.seq = 4;
        pane.setRecord(u"chat"_s, record);
        for (int place = 0; place < 10; ++place)
            QVERIFY(!isBold(place));
    }

    void whatLaySomewhereWasNotOnTheWay()
    {
        DetailPane pane;
        Record record = message("hello");
        pane.setRecord(u"chat"_s, record);
        const auto *pretty = pane.findChild<PrettyView *>();
        QVERIFY(pretty->toPlainText().contains(u"On the way"_s));
        record.time = record.received - 3'600'000'000; // an hour
        pane.setRecord(u"chat"_s, record);
        QVERIFY(!pretty->toPlainText().contains(u"On the way"_s));
    }

    void jsonIsIndentedWithoutChangingIt()
    {
        QCOMPARE(*prettyJson(R"({"b":1.10,"a":[1,{"x":"y: {,}"}],"e":{},"n":[]})"),
                 QByteArray("{\n  \"b\": 1.10,\n  \"a\": [\n    1,\n    {\n      \"x\": \"y: {,}\"\n    }\n  ],\n"
                            "  \"e\": {},\n  \"n\": []\n}"));
        QVERIFY(!prettyJson("{\"a\":"));
        QVERIFY(!prettyJson("hello"));
        QVERIFY(!prettyJson(QByteArray(100'000, '[') + QByteArray(100'000, ']')));
    }

    void markupAndDirectionMarksAreOnlyText()
    {
        DetailPane pane;
        Record record = message("<b>bold</b> \xE2\x80\xAE"
                                "evil\x01");
        record.subject = "<i>eve</i>";
        pane.setRecord(u"chat"_s, record);
        const QString shown = pane.findChild<PrettyView *>()->toPlainText();
        QVERIFY(shown.contains(u"<b>bold</b>"_s));
        QVERIFY(!shown.contains(QChar(0x202E)) && shown.contains(u"[U+202E]"_s));
        QVERIFY(shown.contains(QChar(0x2401)));
        const auto *title = pane.findChild<QLabel *>(u"detailTitle"_s);
        QCOMPARE(title->textFormat(), Qt::PlainText);
        QCOMPARE(title->text(), u"<i>eve</i>"_s);
    }

    void hexShowsOffsetsBytesAndAscii()
    {
        HexView view;
        view.resize(900, 400);
        view.setBytes(QByteArray("Hello\0\xFF world, this is long", 26));
        QCOMPARE(view.rowText(0), u"0000  48 65 6c 6c 6f 00 ff 20  77 6f 72 6c 64 2c 20 74  Hello.. world, t"_s);
        QVERIFY(view.rowText(1).startsWith(u"0010  68 69 73"_s));
        view.show();
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().startsWith(u"48 65 6c 6c 6f 00 ff"_s));
    }

    void hexOfAHundredMegabytesIsThereAtOnce()
    {
        HexView view;
        view.resize(900, 400);
        view.show();
        const QByteArray huge(100 * 1024 * 1024, 'x');
        QElapsedTimer timer;
        timer.start();
        view.setBytes(huge);
        view.grab();
        QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(view.rowCount(), 100 * 1024 * 1024 / 16);
    }

    void rawBytesWinOverTheTextInRawAndHex()
    {
        DetailPane pane;
        Record record = message("text");
        record.raw = QByteArray("\xFF\x00raw", 5);
        pane.setRecord(u"chat"_s, record);
        pane.showFace(DetailPane::Face::Hex);
        QCOMPARE(pane.findChild<HexView *>()->bytes(), record.raw);
        pane.showFace(DetailPane::Face::Raw);
        QCOMPARE(pane.findChild<PayloadView *>()->shownText(), u"\uFFFD\u2400raw"_s);
    }

    void aHugePayloadIsCollapsedAndShownInSteps()
    {
        PayloadView view;
        view.resize(500, 300);
        view.show();
        QByteArray huge(3 * 1024 * 1024, 'x');
        view.setBytes(huge);
        QCOMPARE(view.shownBytes(), PayloadView::firstStep);
        auto *more = view.findChild<QPushButton *>(u"showMore"_s);
        QVERIFY(more->isVisible());
        QVERIFY2(more->text().contains(u"3.15 MB"_s) || more->text().contains(u"3.1 MB"_s), qPrintable(more->text()));
        QTest::mouseClick(more, Qt::LeftButton);
        QTRY_COMPARE(view.shownBytes(), PayloadView::firstStep + PayloadView::step);
        QTRY_VERIFY(more->isEnabled());
        QTest::mouseClick(more, Qt::LeftButton);
        QTRY_VERIFY(more->isEnabled());
        QTest::mouseClick(more, Qt::LeftButton);
        QTRY_COMPARE(view.shownBytes(), huge.size());
        QTRY_VERIFY(!more->isVisible());
        QCOMPARE(view.shownText().size(), huge.size());
    }

    void aNewRecordStopsShowingTheOldOne()
    {
        PayloadView view;
        view.show();
        view.setBytes(QByteArray(3 * 1024 * 1024, 'x'));
        QTest::mouseClick(view.findChild<QPushButton *>(u"showMore"_s), Qt::LeftButton);
        view.setBytes("short");
        QCoreApplication::processEvents();
        QCOMPARE(view.shownText(), u"short"_s);
    }

    void charactersCutBetweenSlicesStayWhole()
    {
        PayloadView view;
        QByteArray text = "a";
        for (int i = 0; i < 15'000; ++i)
            text += "\xE2\x82\xAC";
        view.setBytes(text);
        QCOMPARE(view.shownText(), QString::fromUtf8(text));
    }

    void longLinesAreJoinedAgainWhenCopied()
    {
        PayloadEdit edit;
        const QString line = QString(5000, u'x') + u"\nnext\n\nlast"_s;
        edit.appendText(line);
        QVERIFY(edit.blockCount() > 4);
        QCOMPARE(edit.wholeText(), line);
        edit.selectAll();
        edit.copy();
        QCOMPARE(QApplication::clipboard()->text(), line);
    }
};

QTEST_MAIN(tst_DetailPane)
#include "tst_DetailPane.moc"
