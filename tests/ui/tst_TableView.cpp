// SPDX-License-Identifier: GPL-3.0-or-later
#include "../lists/FakeCapture.h"
#include "ui/theme/Theme.h"
#include "ui/views/RecordView.h"
#include "ui/views/table/TableLayout.h"
#include "ui/views/table/TableRows.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_TableView : public QObject
{
    Q_OBJECT

    using What = TableColumn::What;

    static Record event(const QByteArray &text, const QByteArray &fields, const QByteArray &subject = {})
    {
        Record record;
        record.kind = RecordKind::Event;
        record.received = 1'700'000'000'123'456;
        record.subject = subject;
        record.text = text;
        record.fields = fields;
        return record;
    }

    void show(Records records)
    {
        FeedGrowth growth;
        growth.feed = 1;
        for (Record &record : records)
            record.seq = model->end() + quint64(&record - records.data()) + 1;
        growth.end = records.back().seq;
        growth.tail = std::move(records);
        model->grow(growth);
        view->visibleRange(); // laid out
        QCoreApplication::processEvents();
    }

    QStringList titles() const
    {
        QStringList shown;
        for (const TableHeader::Section &section : table->columns().sections())
            shown += table->columns().columns()[section.column].title();
        return shown;
    }

    /// Of the section with that title, -1: there is none.
    int columnOf(const QString &title) const
    {
        const TableColumns &columns = table->columns().columns();
        for (int i = 0; i < columns.size(); ++i) {
            if (columns[i].title() == title)
                return i;
        }
        return -1;
    }

private Q_SLOTS:
    void init()
    {
        model = std::make_unique<RecordListModel>(1);
        auto rows = std::make_unique<TableRows>();
        table = rows.get();
        view = std::make_unique<RecordView>(nullptr, std::move(rows));
        view->resize(900, 400);
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

    void theFieldsThatSayMostHaveColumns()
    {
        Records records;
        for (int i = 0; i < 200; ++i) {
            const QByteArray n = QByteArray::number(i);
            QByteArray fields = "{\"host\":\"web-1\",\"status\":" + QByteArray(i % 3 == 0 ? "200" : "404") +
                                ",\"path\":\"/page/" + QByteArray::number(i % 17) + "\",\"ms\":" + n + ".50";
            if (i % 50 == 0)
                fields += ",\"rare\":\"" + n + '"';
            records.push_back(event("request served", fields + '}', "GET"));
        }
        show(records);
        QCOMPARE(titles(), (QStringList{u"Time"_s, u"Subject"_s, u"status"_s, u"path"_s, u"ms"_s, u"Text"_s}));
    }

    void aQueryHasItsOwnColumnsInOrder()
    {
        Records records;
        for (int i = 0; i < 3; ++i) {
            Record row = event({}, R"({"zebra":1,"same":"x","apple":null,"mid":"t"})", "table");
            row.kind = RecordKind::Row;
            records.push_back(row);
        }
        show(records);
        QCOMPARE(titles(), (QStringList{u"Time"_s, u"zebra"_s, u"same"_s, u"apple"_s, u"mid"_s}));
    }

    void nullIsNotTheWordNull()
    {
        const Record record = event({}, R"({"a":null,"b":"null","c":"NULL","d":""})");
        QVERIFY(cellText({What::Field, "a"}, record, false).isNull);
        QCOMPARE(cellText({What::Field, "a"}, record, false).text, QByteArray("NULL"));
        QVERIFY(!cellText({What::Field, "b"}, record, false).isNull);
        QVERIFY(!cellText({What::Field, "c"}, record, false).isNull);
        QVERIFY(!cellText({What::Field, "missing"}, record, false).isNull);
        Record null = record, word = record;
        null.fields = R"({"a":null})";
        word.fields = R"({"a":"NULL"})";
        null.kind = word.kind = RecordKind::Row;
        show({null, word});
        const int height = view->visualRect(model->index(0)).height();
        const QImage shown = view->viewport()->grab().toImage();
        QVERIFY(shown.copy(0, 0, 900, height) != shown.copy(0, height, 900, height)); // it looks like none, too
    }

    void numbersStandAtTheRightAsTheyArrived()
    {
        Records records;
        for (const QByteArray number : {"1.50", "-3", "1000000000000000000001", "6.02e23"})
            records.push_back(event({}, "{\"n\":" + number + ",\"t\":\"1.50\"}"));
        show(records);
        QCOMPARE(view->spokenParts(0).filter(u"n "_s).value(0), u"n 1.50"_s);
        QVERIFY(view->spokenParts(2).contains(u"n 1000000000000000000001"_s));
        const int n = int(view->spokenParts(0).indexOf(u"n 1.50"_s));
        for (int row = 1; row < 4; ++row) {
            QCOMPARE(view->partRect(row, n).right(), view->partRect(0, n).right());
            QCOMPARE(view->partRect(row, n + 1).left(), view->partRect(0, n + 1).left()); // a text of digits is a text
        }
        QVERIFY(view->partRect(0, n).left() > view->partRect(2, n).left());
    }

    void aColumnOfNumbersIsNeverTooNarrowForThem()
    {
        Records records;
        for (int i = 0; i < 100; ++i)
            records.push_back(event({}, "{\"n\":" + QByteArray::number(i) + "}"));
        show(records);
        show({event({}, R"({"n":123456789.123456})")});
        QCoreApplication::processEvents();
        view->visibleRange();
        const int n = int(view->spokenParts(100).indexOf(u"n 123456789.123456"_s));
        const int needed = QFontMetrics(view->font()).horizontalAdvance(u"123456789.123456"_s);
        QVERIFY(view->partRect(100, n).width() >= needed);
    }

    void columnsHaveRoomForAFixedPitch()
    {
        table->setFixedPitch(true);
        Records records;
        for (int i = 0; i < 5; ++i)
            records.push_back(event("started", {}, "shop.cart.service"));
        show(records);
        const int subject = int(view->spokenParts(0).indexOf(u"Subject shop.cart.service"_s));
        QVERIFY2(subject >= 0, qPrintable(view->spokenParts(0).join(u'|')));
        QFont fixed = theme::fixedFont();
        fixed.setPointSizeF(view->font().pointSizeF());
        const int needed = QFontMetrics(fixed).horizontalAdvance(u"shop.cart.service"_s);
        const int width = view->partRect(0, subject).width();
        QVERIFY2(width >= needed, qPrintable(u"%1 of %2"_s.arg(width).arg(needed)));
    }

    void aTableWithoutRoomComesToRest()
    {
        view->resize(160, 300);
        Records records;
        for (int i = 0; i < 20; ++i)
            records.push_back(event({}, "{\"a\":123456789012345678901234567890" + QByteArray::number(i) +
                                            ",\"b\":98765432109876543210987654321" + QByteArray::number(i) + "}"));
        show(records);
        QTRY_VERIFY(view->horizontalScrollBar()->maximum() > 0);
        QSignalSpy changed(table, &RowPainter::layoutsChanged);
        for (int i = 0; i < 50; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        QVERIFY2(changed.size() < 5, qPrintable(QString::number(changed.size())));
    }

    void aWidePayloadStaysOneRow()
    {
        QByteArray json = "{";
        for (int i = 0; i < 1000; ++i)
            json += "\"field" + QByteArray::number(i) + "\":\"" + QByteArray("x").repeated(50) + "\\n\",";
        json.back() = '}';
        show({event(json, json), event("a\nb\nc", {}), event(QByteArray("y").repeated(100'000), {})});
        for (int row = 0; row < 3; ++row)
            QCOMPARE(view->visualRect(model->index(row)).height(), view->lineHeight());
        QVERIFY(titles().size() <= 8);
    }

    void aLevelIsAColouredEdgeAndAWord()
    {
        Record plain = event("text", {}), bad = event("text", {});
        plain.level = Level::Info;
        bad.level = Level::Error;
        show({plain, bad});
        QVERIFY(titles().contains(u"Level"_s));
        const QImage shown = view->viewport()->grab().toImage();
        const QRgb base = view->palette().color(QPalette::Base).rgb();
        const int y = view->visualRect(model->index(1)).center().y();
        for (int x = 0; x < 3; ++x) {
            QCOMPARE(shown.pixel(x, view->lineHeight() / 2), base);
            QVERIFY(shown.pixel(x, y) != base);
        }
        QCOMPARE(shown.pixel(3, y), base);
        QVERIFY(view->spokenParts(1).contains(u"Level error"_s));
    }

    void columnsAreHiddenMovedResizedAndAddedAndThatIsKept()
    {
        Records records;
        for (int i = 0; i < 30; ++i) {
            const QByteArray n = QByteArray::number(i);
            records.push_back(event("text", "{\"a\":" + n + ",\"b\":" + n + ",\"c\":" + n + ",\"d\":" + n +
                                                ",\"e\":" + n + ",\"f\":\"same\"}"));
        }
        show(records);
        QVERIFY(!titles().contains(u"f"_s));
        QCOMPARE(table->settings(), QString()); // nobody has touched it
        QSignalSpy told(table, &RowPainter::settingsChanged);
        QMenu menu;
        table->columns().fillMenu(menu, columnOf(u"a"_s));
        menu.actions().constFirst()->trigger();
        QVERIFY(!titles().contains(u"a"_s));
        QMenu of;
        table->addToMenu(of, records[0]);
        auto *add = of.findChild<QMenu *>();
        QVERIFY(add);
        for (QAction *action : add->actions()) {
            if (action->text() == u"f"_s)
                action->trigger();
        }
        QVERIFY(titles().contains(u"f"_s));
        QCOMPARE(titles().last(), u"Text"_s);
        table->columns().moveSection(table->columns().visualIndex(columnOf(u"d"_s)), 0);
        QCOMPARE(titles().first(), u"d"_s);
        table->columns().resizeSection(columnOf(u"d"_s), 177);
        QVERIFY(told.size() >= 3);
        const QString kept = table->settings();
        const QStringList before = titles();

        auto again = std::make_unique<TableRows>();
        table = again.get();
        view->setPainter(std::move(again));
        table->restore(kept);
        QCOMPARE(titles(), before);
        QCOMPARE(table->columns().sections().front().width, 177);
        table->restore(u"{nonsense"_s);
        QVERIFY(table->settings().isEmpty());
    }

    void whatIsSelectedInACellIsCopiedAsItArrived()
    {
        show({event("left\tright\x01 end", {})});
        const int part = int(view->spokenParts(0).size()) - 1;
        const QRect cell = view->partRect(0, part);
        const QPoint from(cell.left(), cell.center().y());
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, from);
        const QPointF to(cell.right(), from.y());
        QMouseEvent move(QEvent::MouseMove, to, view->viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view->viewport(), &move);
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, to.toPoint());
        QTest::keySequence(view.get(), QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"left\tright\x01 end"_s);
    }

    void controlClickSelectsOneMoreAndCopiesThemAll()
    {
        show({event("one", {}), event("two", {}), event("three", {}), event("four", {})});
        const auto click = [this](int row, Qt::KeyboardModifiers keys) {
            QTest::mouseClick(view->viewport(), Qt::LeftButton, keys, view->visualRect(model->index(row)).center());
        };
        click(0, {});
        click(2, Qt::ControlModifier);
        click(3, Qt::ControlModifier);
        click(3, Qt::ControlModifier);   // and away again
        QVERIFY(!view->selectedRange()); // it is not all from one to another
        QTest::keySequence(view.get(), QKeySequence::Copy);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].endsWith(u"\tone"_s));
        QVERIFY(lines[1].endsWith(u"\tthree"_s));
    }

    void moreColumnsThanFitAreScrolledSideways()
    {
        QByteArray fields = "{";
        for (int i = 0; i < 30; ++i)
            fields += "\"column" + QByteArray::number(i) + "\":\"some value " + QByteArray::number(i) + "\",";
        fields.back() = '}';
        Record row = event({}, fields);
        row.kind = RecordKind::Row;
        show({row, row});
        QVERIFY(view->horizontalScrollBar()->maximum() > 0);
        const QImage before = view->viewport()->grab().toImage();
        view->horizontalScrollBar()->setValue(300);
        QCOMPARE(table->columns().offset(), 300);
        QVERIFY(view->viewport()->grab().toImage() != before);
    }

    void assistiveProgramsReadTheCells()
    {
        Record row1 = event({}, R"({"a":1.50,"b":null})");
        row1.kind = RecordKind::Row;
        show({row1, row1});
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(view.get());
        QCOMPARE(list->childCount(), 2);
        QAccessibleInterface *row = list->child(0);
        QVERIFY(row->text(QAccessible::Name).contains(u"a 1.50"_s));
        QVERIFY(row->text(QAccessible::Name).contains(u"b NULL"_s));
        QStringList cells;
        for (int i = 0; i < row->childCount(); ++i) {
            QAccessibleInterface *cell = row->child(i);
            QCOMPARE(cell->parent(), row);
            QCOMPARE(row->indexOfChild(cell), i);
            QVERIFY(row->rect().intersects(cell->rect()));
            cells += cell->text(QAccessible::Name);
        }
        QVERIFY(cells.contains(u"a 1.50"_s));
        QVERIFY(cells.contains(u"b NULL"_s));
    }

    void theHeaderIsAProperModel()
    {
        QAbstractItemModelTester tester(table->columns().model(),
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        show({event("text", R"({"a":1,"b":2})")});
        table->columns().addField("c");
        QVERIFY(titles().contains(u"c"_s));
    }

private:
    std::unique_ptr<RecordListModel> model;
    std::unique_ptr<RecordView> view;
    TableRows *table = nullptr;
};

QTEST_MAIN(tst_TableView)
#include "tst_TableView.moc"
