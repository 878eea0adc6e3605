// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/RowText.h"
#include "ui/lists/SubjectColors.h"
#include "ui/lists/TextFormats.h"
#include "ui/lists/TextRuns.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QImage>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_TextRuns : public QObject
{
    Q_OBJECT

    static Record message(const QByteArray &text, const QByteArray &fields)
    {
        Record record;
        record.text = text;
        record.fields = fields;
        return record;
    }

    static QTextLayout::FormatRange bold(int start, int length)
    {
        QTextLayout::FormatRange range{start, length, {}};
        range.format.setFontWeight(QFont::Bold);
        return range;
    }

    /// The columns of pixels that a text colours, first and last.
    static std::pair<int, int> inked(const RowText &text, int room)
    {
        return inked(text, QRect(0, 0, room, 40), Qt::LeftToRight);
    }

    static std::pair<int, int> inked(const RowText &text, const QRect &rect, Qt::LayoutDirection direction)
    {
        QImage image(400, 40, QImage::Format_RGB32);
        image.fill(Qt::white);
        {
            QPainter painter(&image);
            text.paint(painter, rect, 26, direction);
        }
        int first = image.width();
        int last = -1;
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                if (image.pixel(x, y) != qRgb(255, 255, 255)) {
                    first = std::min(first, x);
                    last = x;
                }
            }
        }
        return {first, last};
    }

private Q_SLOTS:
    void runsAreRead_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QList<TextRun>>("runs");
        const auto row = [](const QByteArray &fields, const QList<TextRun> &runs) {
            QTest::newRow(fields.constData()) << fields << runs;
        };
        row(R"({"styles":"0-4:b 6-9:iusm"})",
            {{.first = 0, .last = 4, .bold = true},
             {.first = 6, .last = 9, .italic = true, .underlined = true, .struckOut = true, .fixedPitch = true}});
        row(R"({"styles":"2-2:bc4,12"})",
            {{.first = 2, .last = 2, .bold = true, .ink = 0xffff0000, .paper = 0xff0000fc}});
        row(R"({"styles":"0-0:Cff8000 1-1:rc04"})",
            {{.first = 0, .last = 0, .ink = 0xffff8000}, {.first = 1, .last = 1, .reversed = true, .ink = 0xffff0000}});
        row(R"({"styles":"0-0:c99"})", {{.first = 0, .last = 0}});
        row(R"({"emotes":"25:5-9,0-3/x_1:12-13"})", {{.first = 0, .last = 3, .picture = true},
                                                     {.first = 5, .last = 9, .picture = true},
                                                     {.first = 12, .last = 13, .picture = true}});
        row(R"({"styles":"bold and red","emotes":":-D / 4-2 x:-1-3"})", {});
        row(R"({"styles":":b 4:b -:b 3-1:b 1-b:1 99999999999-2:b","emotes":""})", {});
        row("{", {});
        row("", {});
    }

    void runsAreRead()
    {
        QFETCH(QByteArray, fields);
        QTEST(textRuns(fields), "runs");
    }

    void noMoreRunsThanAPersonCouldTellApart()
    {
        QByteArray styles;
        for (int i = 0; i < 1000; ++i)
            styles += "1-2:b ";
        QCOMPARE(textRuns("{\"styles\":\"" + styles + "\"}").size(), 64);
        const QByteArray junk = QByteArray("junk ").repeated(10'000); // nor is more read than they would take
        QCOMPARE(textRuns("{\"styles\":\"" + junk + "1-2:b\"}").size(), 0);
    }

    void placesAreThoseOfTheTextAsItIsShown()
    {
        const QByteArray fields = R"({"styles":"1-2:b"})";
        const auto place = [&](const QByteArray &text, qsizetype length, RecordKind kind = RecordKind::Message) {
            Record record = message(text, fields);
            record.kind = kind;
            const auto formats = textFormats(record, length, QApplication::palette(), Qt::white);
            return formats.isEmpty() ? std::pair(-1, -1) : std::pair(formats[0].start, formats[0].length);
        };
        QCOMPARE(place("abcd", 4), std::pair(1, 2));
        QCOMPARE(place("\xF0\x9F\x98\x80xyz", 5), std::pair(2, 2));       // an emoji is two QChars
        QCOMPARE(place("a\xE2\x80\xAExyz", 12), std::pair(1, 9));         // [U+202E] is eight
        QCOMPARE(place("abcd", 2), std::pair(1, 1));                      // no more is seen
        QCOMPARE(place("a", 1), std::pair(-1, -1));                       // behind the end
        QCOMPARE(place("abcd", 4, RecordKind::Event), std::pair(-1, -1)); // not from a chat
    }

    void everyColourCanBeRead()
    {
        for (const QColor &background :
             {QColor(Qt::white), QColor(0x1b1c20), QColor(0x808080), QColor(0x24, 0x3a, 0x66)}) {
            for (int color = 0; color < 99; ++color) {
                const QByteArray number = QByteArray::number(color);
                const auto formats = textFormats(message("x", "{\"styles\":\"0-0:c" + number + "\"}"), 1,
                                                 QApplication::palette(), background);
                const double contrast = contrastRatio(formats.at(0).format.foreground().color(), background);
                QVERIFY2(contrast >= 4.5,
                         qPrintable(u"%1 on %2: %3"_s.arg(color).arg(background.name()).arg(contrast)));
            }
        }
    }

    void onItsOwnPaperAndReversedItCanBeReadToo()
    {
        for (const auto &styles : {"c4,5", "c1,1", "rc8,8", "r"}) {
            const auto formats = textFormats(message("x", QByteArray("{\"styles\":\"0-0:") + styles + "\"}"), 1,
                                             QApplication::palette(), Qt::white);
            const QTextCharFormat &format = formats.at(0).format;
            QVERIFY2(contrastRatio(format.foreground().color(), format.background().color()) >= 4.5, styles);
        }
    }

    void theColourOfAnAuthorIsSixDigitsAndNothingElse()
    {
        QCOMPARE(authorColor(R"({"color":"#1E90FF"})"), std::optional(QRgb(0xff1e90ff)));
        for (const auto &other : {"1E90FF", "#1E90F", "#1E90FFF", "#red", "blue", ""})
            QVERIFY2(!authorColor(QByteArray("{\"color\":\"") + other + "\"}"), other);
    }

    void boldIsWiderAndIsCutWhereItsRoomEnds()
    {
        const QString words = u"wide wide wide wide"_s;
        const int plain = inked({words, Qt::black}, 400).second;
        const RowText strong{words, Qt::black, {bold(0, int(words.size()))}};
        const int all = inked(strong, 400).second;
        QVERIFY2(all > plain, qPrintable(u"%1 %2"_s.arg(all).arg(plain)));
        const int room = (plain + all) / 2; // enough for the plain one
        const int cut = inked(strong, room).second;
        QVERIFY2(cut <= room && cut > room / 2, qPrintable(u"%1 of %2"_s.arg(cut).arg(room)));
    }

    void inAWindowReadFromTheRightItStaysInItsRoomToo()
    {
        const QString words = u"wide wide wide wide wide wide wide wide wide wide"_s;
        const auto [first, last] = inked({words, Qt::black, {bold(0, 9)}}, QRect(300, 0, 100, 40), Qt::RightToLeft);
        QVERIFY2(first >= 298 && last < 400 && last > 350, qPrintable(u"%1 %2"_s.arg(first).arg(last)));
    }

    void aRightToLeftTextWithStylesIsCutToo()
    {
        const QString words = u"שלום שלום שלום שלום שלום"_s;
        const auto [first, last] = inked({words, Qt::black, {bold(0, 4)}}, 60);
        QVERIFY2(last >= first && last <= 60 + 10, qPrintable(QString::number(last)));
    }
};

QTEST_MAIN(tst_TextRuns)
#include "tst_TextRuns.moc"
