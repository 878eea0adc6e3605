// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "ui/detail/DetailPane.h"
#include "ui/detail/FieldTree.h"
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
#include <QScrollBar>
#include <QTest>
#include <QTextCursor>
#include <QToolButton>
#include <QTreeWidgetItemIterator>

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

    static QStringList typedRows(const DetailPane &pane)
    {
        QStringList rows;
        for (QTreeWidgetItemIterator item(pane.findChild<FieldTree *>()); *item; ++item) {
            if (!(*item)->isFirstColumnSpanned())
                rows << (*item)->text(0) + u'=' + (*item)->text(1) + u" ("_s + (*item)->text(2) + u')';
        }
        return rows;
    }
    static QStringList rows(const DetailPane &pane)
    {
        QStringList rows = typedRows(pane);
        for (QString &row : rows)
            row = row.left(row.lastIndexOf(u" ("_s));
        return rows;
    }

private Q_SLOTS:
    void prettyShowsTextTimesAndFields()
    {
        DetailPane pane;
        pane.setRecord(u"chat"_s, message("hello"));
        QCOMPARE(pane.findChild<PrettyView *>()->toPlainText(), u"hello"_s);
        const QString shown = rows(pane).join(u'\n');
        for (const auto &part : {u"channel=#qt"_s, u"retries=2"_s, u"2023-11-14 22:13:20.123456"_s, u"20 ms"_s})
            QVERIFY2(shown.contains(part), qPrintable(shown));
    }

    void fieldsHaveTheirTypesAndEveryDigit()
    {
        DetailPane pane;
        pane.resize(600, 500);
        Record record = message({});
        record.fields = R"({"id":9223372036854775807,"p":1013.250,"t":"20.6 °C","ok":true,"none":null,"word":"null",)"
                        R"("empty":"","big":12345678901234567890.123456789,"list":[]})";
        record.value = 1013.25;
        record.unit = "hPa";
        pane.setRecord(u"x"_s, record);
        QCOMPARE(
            typedRows(pane).mid(0, 9),
            (QStringList{u"id=9223372036854775807 (number)"_s, u"p=1013.250 (number, hPa)"_s, u"t=20.6 °C (text)"_s,
                         u"ok=true (boolean)"_s, u"none=null (null)"_s, u"word=null (text)"_s, u"empty= (text)"_s,
                         u"big=12345678901234567890.123456789 (number)"_s, u"list=[] (list)"_s}));
        QVERIFY(rows(pane).contains(u"Value=1013.250 hPa"_s));
    }

    void aTextOfSomeLinesNeedsNoScrolling()
    {
        DetailPane pane;
        pane.resize(320, 600);
        pane.show();
        pane.setRecord(u"x"_s, message("connection reset by peer while reading the response header from upstream, for "
                                       "the third time\nand the last"));
        auto *pretty = pane.findChild<PrettyView *>();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        QTRY_VERIFY(!pretty->verticalScrollBar()->isVisible() && !pretty->horizontalScrollBar()->isVisible());
        QVERIFY(pretty->height() > 3 * pretty->fontMetrics().height());
        QVERIFY(pretty->height() < 200);
        pane.setRecord(u"x"_s, message(QByteArray("line\n").repeated(200)));
        QTRY_VERIFY(pretty->verticalScrollBar()->isVisible());
        QVERIFY(pretty->height() <= 300);
    }

    void fieldsOfOnePathStandBelowIt()
    {
        DetailPane pane;
        Record record = message({});
        record.fields = R"({"power.0":1,"service.name":"web","power.1":2,"deep.a.b":3,"deep.a.c":4})";
        pane.setRecord(u"x"_s, record);
        const auto *tree = pane.findChild<FieldTree *>();
        QCOMPARE(tree->topLevelItem(1)->text(0), u"power"_s);
        QCOMPARE(tree->topLevelItem(1)->childCount(), 2);
        QCOMPARE(tree->topLevelItem(1)->child(1)->text(0), u"1"_s);
        QCOMPARE(tree->topLevelItem(1)->child(1)->text(1), u"2"_s);
        QCOMPARE(tree->topLevelItem(2)->text(0), u"service.name"_s); // alone
        QCOMPARE(tree->topLevelItem(3)->child(0)->child(1)->text(0), u"c"_s);
    }

    void whatIsKnownOfTheRecordIsShown()
    {
        DetailPane pane;
        Record record = message("boom");
        record.raw = "<11>boom";
        record.level = Level::Error;
        record.end = ItemEnd::CarriageReturn;
        record.continues = true;
        pane.setRecord(u"x"_s, record);
        const QString shown = rows(pane).join(u'\n');
        for (const auto &part : {u"Level=error"_s, u"Size=8 bytes"_s, u"Ending=Carriage return"_s, u"Goes on from="_s,
                                 u"Source time="_s, u"Received="_s, u"Number=3"_s})
            QVERIFY2(shown.contains(part), qPrintable(shown));
    }

    void aValueIsCopiedAsItArrived()
    {
        DetailPane pane;
        Record record = message({});
        record.fields = R"({"a":"tab\there\nand \u202e there","b.c":1.50,"b.d":2})";
        pane.setRecord(u"x"_s, record);
        auto *tree = pane.findChild<FieldTree *>();
        tree->topLevelItem(1)->setSelected(true);
        QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"tab\there\nand \x202e there"_s);
        QVERIFY(!tree->topLevelItem(1)->text(1).contains(QChar(0x202E)));
        tree->clearSelection();
        tree->topLevelItem(2)->child(0)->setSelected(true);
        QCOMPARE(tree->chosenText(), u"1.50"_s);
        tree->topLevelItem(2)->child(1)->setSelected(true);
        QCOMPARE(tree->chosenText(), u"b.c\t1.50\nb.d\t2"_s);
    }

    void tooManyFieldsAreSaid()
    {
        DetailPane pane;
        FieldsBuilder fields;
        for (int i = 0; i < FieldTree::mostFields + 500; ++i)
            fields.add("f" + QByteArray::number(i), qint64(i));
        Record record = message({});
        record.fields = fields.take();
        pane.setRecord(u"x"_s, record);
        const auto *tree = pane.findChild<FieldTree *>();
        QCOMPARE(tree->topLevelItem(FieldTree::mostFields + 1)->text(0), u"500 more, under Raw"_s);
    }

    void theCopyButtonCopiesWhatArrived()
    {
        DetailPane pane;
        Record record = message("shown");
        record.raw = "ra\tw\r\n\x01";
        pane.setRecord(u"x"_s, record);
        auto *copy = pane.findChild<QToolButton *>(u"copyAll"_s);
        copy->click();
        QCOMPARE(QApplication::clipboard()->text(), u"shown"_s);
        pane.showFace(DetailPane::Face::Raw);
        copy->click();
        QCOMPARE(QApplication::clipboard()->text(), QString::fromUtf8(record.raw));
        pane.showFace(DetailPane::Face::Hex);
        copy->click();
        QCOMPARE(QApplication::clipboard()->text(), u"72 61 09 77 0d 0a 01"_s);
    }

    void whatIsSelectedIsCopiedAsItArrived()
    {
        const QString text = u"a\tb\r\nc\u202ed\x01\x01e\n\rf\r"_s;
        PayloadEdit edit;
        edit.appendText(text.left(4)); // between the return and the line feed
        edit.appendText(text.mid(4));
        edit.endText();
        QVERIFY(edit.toPlainText().contains(u"[U+202E]"_s) && edit.toPlainText().contains(QChar(0x2401)));
        QCOMPARE(edit.wholeText(), text);
        edit.selectAll();
        edit.copy();
        QCOMPARE(QApplication::clipboard()->text(), text);
        DetailPane pane;
        pane.setRecord(u"x"_s, message(text.toUtf8()));
        auto *pretty = pane.findChild<PrettyView *>();
        pretty->selectAll();
        pretty->copy();
        QCOMPARE(QApplication::clipboard()->text(), text);
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
        QVERIFY(rows(pane).join(u'\n').contains(u"On the way"_s));
        record.time = record.received - 3'600'000'000; // an hour
        pane.setRecord(u"chat"_s, record);
        QVERIFY(!rows(pane).join(u'\n').contains(u"On the way"_s));
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
        QCOMPARE(pane.findChild<PayloadEdit *>()->toPlainText(), u"\uFFFD\u2400raw"_s);
        QCOMPARE(pane.findChild<PayloadView *>()->shownText(), QString(u"\uFFFD"_s + QChar(0) + u"raw"_s));
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
