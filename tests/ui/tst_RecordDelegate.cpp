// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/lines/RecordDelegate.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace livebelt;

class tst_RecordDelegate : public QObject
{
    Q_OBJECT

    static QImage painted(const Record &record, int width, bool withDate = false, QStyle::State state = {})
    {
        RecordDelegate delegate;
        delegate.setFont(QApplication::font());
        delegate.setWithDate(withDate);
        delegate.makeRoomFor(record, width);
        QImage image(width, delegate.rowHeight(), QImage::Format_RGB32);
        image.fill(QApplication::palette().color(QPalette::Base));
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        option.palette = QApplication::palette();
        option.font = QApplication::font();
        option.fontMetrics = QFontMetrics(option.font);
        option.state = state;
        delegate.paint(&painter, option, record);
        return image;
    }

    static Record message(const QByteArray &fields = {})
    {
        Record record;
        record.received = 1'700'000'000'123'456;
        record.subject = "wwwwwwww";
        record.text = "mmmmmmmm";
        record.fields = fields;
        return record;
    }

    /// Whether any pixel is clearly red.
    static bool hasRed(const QImage &image)
    {
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor color = image.pixelColor(x, y);
                if (color.red() > 180 && color.green() < 90 && color.blue() < 90)
                    return true;
            }
        }
        return false;
    }

    /// Columns of pixels that are not the background, from the side where reading begins.
    static int inkIn(const QImage &image, int from, int to)
    {
        int columns = 0;
        for (int x = from; x < to; ++x) {
            bool hasInk = false;
            for (int y = 0; y < image.height(); ++y)
                hasInk |= image.pixelColor(x, y) != QApplication::palette().color(QPalette::Base);
            columns += hasInk ? 1 : 0;
        }
        return columns;
    }

private Q_SLOTS:
    void aLevelIsAWordAndFromWarningsOnAnEdge()
    {
        Record record = message();
        const QImage plain = painted(record, 800);
        record.level = Level::Info;
        QVERIFY(painted(record, 800) != plain);
        QCOMPARE(inkIn(painted(record, 800), 0, 3), 0);
        record.level = Level::Error;
        QCOMPARE(inkIn(painted(record, 800), 0, 3), 3);
        record.level = Level::Fatal; // of the same colour, but another word
        QVERIFY(painted(record, 800) != painted(message(), 800));
        const QImage fatal = painted(record, 800);
        record.level = Level::Error;
        QVERIFY(painted(record, 800) != fatal);
    }

    void fieldsThatTheTextHasNotAreInTheRow()
    {
        const QImage without = painted(message(), 800);
        QCOMPARE(painted(message(R"({"a":"mmmmmmmm"})"), 800), without);
        QVERIFY(painted(message(R"({"a":"elsewhere"})"), 800) != without);
        QVERIFY(painted(message(R"({"a":null})"), 800) != without);
    }

    void aValueHasAllItsDigits()
    {
        Record record = message();
        record.kind = RecordKind::Measurement;
        record.value = 1013.25;
        const QImage shorter = painted(record, 800);
        record.value = 1013.2500000001;
        QVERIFY(painted(record, 800) != shorter);
    }

    void theDateStandsWhereThereIsRoomForIt()
    {
        QVERIFY(painted(message(), 1200, true) != painted(message(), 1200, false));
        QCOMPARE(painted(message(), 300, true), painted(message(), 300, false));
    }

    void anAuthorHasTheColourOfTheirChoice()
    {
        QVERIFY(!hasRed(painted(message("{\"channel\":\"#qt\",\"color\":\"#0000ff\"}"), 600)));
        QVERIFY(hasRed(painted(message("{\"channel\":\"#qt\",\"color\":\"#ff0000\"}"), 600)));
        QVERIFY(!hasRed(painted(message("{\"color\":\"#ff0000\"}"), 600))); // no chat
        Record event = message("{\"channel\":\"#qt\",\"color\":\"#ff0000\"}");
        event.kind = RecordKind::Event; // of no person
        QVERIFY(!hasRed(painted(event, 600)));
    }

    void whatStandsBehindARightToLeftTextReadsOn()
    {
        // The digits of the field are at the far side from where the text begins, as behind any other text.
        Record record = message(R"({"n":1})");
        record.text = "\u05e9\u05dc\u05d5\u05dd";
        record.subject.clear();
        const QImage without = [&] {
            Record plain = record;
            plain.fields.clear();
            return painted(plain, 800);
        }();
        const QImage with = painted(record, 800);
        int first = 0;
        while (first < 800 && inkIn(without, first, first + 1) == inkIn(with, first, first + 1))
            ++first;
        int last = 799;
        while (last > 0 && inkIn(without, last, last + 1) == 0)
            --last;
        QVERIFY2(first > last, qPrintable(QString::number(first) + QLatin1Char(' ') + QString::number(last)));
    }

    void aMessageHasTheColoursItWasWrittenIn()
    {
        QVERIFY(!hasRed(painted(message("{\"color\":\"#0000ff\",\"styles\":\"0-3:b\"}"), 600)));
        QVERIFY(hasRed(painted(message("{\"color\":\"#0000ff\",\"styles\":\"0-3:c4\"}"), 600)));
        QVERIFY(painted(message(R"({"styles":"0-3:b"})"), 600, false, QStyle::State_Selected) !=
                painted(message(), 600, false, QStyle::State_Selected));
    }
};

QTEST_MAIN(tst_RecordDelegate)
#include "tst_RecordDelegate.moc"
