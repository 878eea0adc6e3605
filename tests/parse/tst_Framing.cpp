// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/ItemCutter.h"
#include "sources/parse/StreamRecords.h"

#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/VirtualClock.h>

#include <QRandomGenerator>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Lines = std::vector<Item>;

Framing framingOf(const QString &query)
{
    const Result<FeedAddress> address = FeedAddress::parse(u"tcp://host:1?"_s + query);
    const Result<Framing> framing = Framing::from(*address);
    return *framing;
}

Lines cut(const Framing &framing, const QByteArrayList &pieces)
{
    ItemCutter cutter(framing);
    Lines items;
    Item item;
    for (const QByteArray &piece : pieces) {
        cutter.add(piece);
        while (cutter.next(item))
            items.push_back(std::move(item));
    }
    if (cutter.finish(item))
        items.push_back(std::move(item));
    return items;
}

/// "one|two|three~": ~ behind one that is not whole, >length behind one that has not all its bytes.
QByteArray shown(const Lines &items)
{
    QByteArrayList list;
    for (const Item &item : items) {
        list.append(item.bytes + (item.isWhole() ? "" : "~") +
                    (item.length != item.bytes.size() ? '>' + QByteArray::number(item.length) : QByteArray()));
    }
    return list.join('|');
}

async::AsyncIterator<QByteArray> piecesThatFail(QByteArrayList pieces)
{
    for (QByteArray &piece : pieces)
        co_yield std::move(piece);
    throw std::runtime_error("the cable was pulled");
}

async::AsyncIterator<QByteArray> piecesInTime()
{
    co_yield "one\n";
    co_await async::sleepFor(10ms);
    co_yield "two";
    co_await async::sleepFor(30ms);
    co_yield "three";
}

async::Task<void> take(async::AsyncIterator<Records> batches, QByteArray *texts, QByteArray *error)
{
    try {
        while (auto batch = co_await batches.next()) {
            for (const Record &record : *batch) {
                if (record.kind != RecordKind::Notice)
                    *texts += record.text + '|';
            }
        }
    } catch (const std::runtime_error &failure) {
        *error = failure.what();
    }
}

} // namespace

class tst_Framing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsItems_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("items");
        const auto row = [](const char *name, const QString &query, const QByteArray &bytes, const QByteArray &items) {
            QTest::newRow(name) << query << bytes << items;
        };
        row("lines", u"frame=line"_s, "one\ntwo\r\nthree", "one|two|three~");
        row("empty lines", u"frame=line"_s, "\n\r\n\n", "||");
        row("return in a line", u"frame=line"_s, "a\rb\r\r\n", "a\rb\r");
        row("progress", u"frame=cr"_s, "a\r50%\r\n\r100%\n\rend", "a|50%||100%||end~");
        row("progress that ends so", u"frame=cr"_s, "a\r\rb\r", "a||b");
        row("delimiter", u"delimiter=;"_s, "a;b;;c", "a|b||c~");
        row("long delimiter", u"delimiter=aab"_s, "xaaaabyaab", "xaa|y");
        row("delimiter begun anew", u"delimiter=aab"_s, "xaaaby", "xa|y~");
        row("delimiter in itself", u"delimiter=aa"_s, "aaa", "|a~");
        row("begun delimiter", u"delimiter=%5Cr%5Cn"_s, "a\rb\r\nc\r", "a\rb|c\r~");
        row("zero byte", u"delimiter=%00"_s, QByteArray("a\0b\0", 4), "a|b");
        row("escaped byte", u"delimiter=%5Cxff"_s,
            "a\xff"
            "b\xff",
            "a|b");
        row("byte that is no text", u"delimiter=%FF"_s,
            "a\xff"
            "b\xff",
            "a|b");
        row("length", u"header=u16be"_s, QByteArray("\0\3one\0\0\0\5tw", 11), "one||tw~");
        row("length, little", u"header=u32le"_s, QByteArray("\3\0\0\0one\1", 8), "one|\1~");
        row("length of a byte", u"header=u8"_s, "\3one\3two", "one|two");
        row("length of eight", u"header=u64be"_s, QByteArray("\0\0\0\0\0\0\0\2ab", 10), "ab");
        row("endless length", u"header=u64le"_s, QByteArray(8, '\xff') + "abc", "abc~");
        row("counted", u"frame=octet"_s, "3 one10 two three\n5 four\n", "one|two three\n|four\n");
        row("counted, with line ends behind", u"frame=octet"_s, "3 one\n3 two\r\n4 four", "one|two|four");
        row("counted, with line ends of their own", u"frame=octet"_s, "4 one\n4 two\n", "one\n|two\n");
        row("counted, and lines", u"frame=octet"_s, "3 one<34>line\n3 two012 x\n", "one|<34>line|two|012 x");
        row("counted, cut off", u"frame=octet"_s, "3 one5 tw", "one|tw~");
        row("counted, cut off in the count", u"frame=octet"_s, "3 one50", "one|50~");
        row("no count", u"frame=octet"_s, "12345678901 x\n0 a\n12x y\n", "12345678901 x|0 a|12x y");
        row("idle", u"frame=idle&idle=20"_s, "one\ntwo", "one\ntwo");
        row("fixed", u"size=3"_s, "onetwoth", "one|two|th~");
    }
    void cutsItems()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, items);
        const Framing framing = framingOf(query);
        QCOMPARE(shown(cut(framing, {bytes})), items);
        QByteArrayList single;
        for (const char c : bytes)
            single.append(QByteArray(1, c));
        QCOMPARE(shown(cut(framing, single)), items);
    }

    void anyPiecesOfTheSameBytesGiveTheSameItems_data()
    {
        QTest::addColumn<QString>("query");
        for (const auto *query :
             {"frame=line", "frame=cr", "delimiter=a", "delimiter=aba", "delimiter=%5Cr%5Cn", "header=u8",
              "header=u16be", "header=u32le", "size=1", "size=7", "frame=octet", "frame=idle"})
            QTest::newRow(query) << QString::fromLatin1(query);
    }
    void anyPiecesOfTheSameBytesGiveTheSameItems()
    {
        QFETCH(QString, query);
        Framing framing = framingOf(query);
        QRandomGenerator random(4);
        for (int round = 0; round < 300; ++round) {
            framing.longest = random.bounded(5) == 0 ? random.bounded(1, 12) : 1 << 20;
            QByteArray bytes;
            for (int i = random.bounded(200); i > 0; --i)
                bytes += "aabab\r\n\0\1\2123 <4>"[random.bounded(17)];
            QByteArrayList pieces;
            for (qsizetype at = 0; at < bytes.size();) {
                pieces.append(bytes.mid(at, random.bounded(1, 20)));
                at += pieces.last().size();
            }
            const QByteArray whole = shown(cut(framing, {bytes}));
            QCOMPARE(shown(cut(framing, pieces)), whole);
        }
    }

    void aLongItemIsCutAndTheNextOneIsWhole_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("line") << u"frame=line"_s << QByteArray("abcdefgh\r\nxy\n");
        QTest::newRow("delimiter") << u"delimiter=;;"_s << QByteArray("abcdefgh;;xy;;");
        QTest::newRow("length") << u"header=u8"_s << QByteArray("\10abcdefgh\2xy");
    }
    void aLongItemIsCutAndTheNextOneIsWhole()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, bytes);
        Framing framing = framingOf(query);
        framing.longest = 4;
        QCOMPARE(shown(cut(framing, {bytes})), "abcd>8|xy");
        QByteArrayList single;
        for (const char c : bytes)
            single.append(QByteArray(1, c));
        QCOMPARE(shown(cut(framing, single)), "abcd>8|xy");
    }

    void aLongItemIsCutAtTheEndAsWell()
    {
        Framing framing = framingOf(u"delimiter=;;"_s);
        framing.longest = 4;
        QCOMPARE(shown(cut(framing, {"abcde;"})), "abcd~>6");
    }

    void countedMessagesOfSyslogAreKnownAmongLines_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("items");
        const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &items) {
            QTest::newRow(name) << bytes << items;
        };
        row("counted", "24 <34>1 - h a - - - one\ntw19 <34>1 - h a - - - x",
            "<34>1 - h a - - - one\ntw|<34>1 - h a - - - x");
        row("lines", "<34>one\n<34>two\n", "<34>one|<34>two");
        row("both", "7 <34>one<34>two\n8 <34>four24\n24 x\n", "<34>one|<34>two|<34>four|24|24 x");
        row("line ends behind counted ones", "7 <34>one\n7 <34>two\r\n\n<34>x\n", "<34>one|<34>two||<34>x");
        row("numbers", "1\n24 30\n5 < 6\n5 <a>\n7 <1234>\n", "1|24 30|5 < 6|5 <a>|7 <1234>");
        row("too small a count", "3 <34>a\n", "3 <34>a");
        row("cut off", "24 <34>1 -", "<34>1 -~");
        row("cut off in the priority", "24 <3", "24 <3~");
        row("a number in the end", "24", "24~");
    }
    void countedMessagesOfSyslogAreKnownAmongLines()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, items);
        Framing framing;
        framing.kind = Framing::Kind::LineOrCounted;
        QCOMPARE(shown(cut(framing, {bytes})), items);
        QByteArrayList single;
        for (const char c : bytes)
            single.append(QByteArray(1, c));
        QCOMPARE(shown(cut(framing, single)), items);
        QRandomGenerator random(6);
        for (int round = 0; round < 200; ++round) {
            framing.longest = random.bounded(3) == 0 ? random.bounded(1, 12) : 1 << 20;
            QByteArray mixed;
            for (int i = random.bounded(60); i > 0; --i)
                mixed += "12 <<33>>\n\n\rab"[random.bounded(14)];
            mixed += bytes;
            QByteArrayList pieces;
            for (qsizetype at = 0; at < mixed.size(); at += pieces.last().size())
                pieces.append(mixed.mid(at, random.bounded(1, 9)));
            QCOMPARE(shown(cut(framing, pieces)), shown(cut(framing, {mixed})));
        }
    }

    void anItemEndsWhereNothingMoreComes()
    {
        ItemCutter cutter(framingOf(u"frame=idle&idle=20"_s));
        Item item;
        QVERIFY(!cutter.canPause() && !cutter.pause(item));
        QCOMPARE(cutter.patience(), std::chrono::milliseconds(20));
        cutter.add("on");
        QVERIFY(!cutter.next(item));
        cutter.add("e\n");
        QVERIFY(!cutter.next(item) && cutter.canPause());
        QVERIFY(cutter.pause(item) && item.isWhole() && item.bytes == "one\n");
        QVERIFY(!cutter.canPause() && !cutter.finish(item));
        cutter.add("two");
        QVERIFY(!cutter.next(item) && cutter.finish(item) && item.isWhole() && item.bytes == "two");
        QCOMPARE(ItemCutter(Framing()).patience(), lineIdle);
    }

    void aCountedMessageIsNotShownInPart()
    {
        Framing framing;
        framing.kind = Framing::Kind::LineOrCounted;
        ItemCutter cutter(framing);
        Item item;
        cutter.add("9 <34>");
        QVERIFY(!cutter.next(item) && !cutter.canPause() && !cutter.pause(item));
        cutter.add("login> ");
        QVERIFY(cutter.next(item) && item.bytes == "<34>login");
        QVERIFY(!cutter.next(item) && cutter.pause(item) && item.bytes == "> ");
        cutter.add("7 <34>abc\n");
        QVERIFY(cutter.next(item) && item.continues && item.bytes == "7 <34>abc");
    }

    void aDatagramIsAnItem()
    {
        Framing framing;
        framing.kind = Framing::Kind::Whole;
        framing.longest = 4;
        QCOMPARE(shown(cut(framing, {"a\nb", "", "abcdef", "x"})), "a\nb|abcd>6|x");
    }

    void aLineIsShownInPartAndThenGoesOn()
    {
        ItemCutter cutter(framingOf(u"frame=line"_s));
        Item item;
        QVERIFY(!cutter.canPause() && !cutter.pause(item));
        cutter.add("one\nlogin: ");
        QVERIFY(cutter.next(item) && !cutter.next(item) && cutter.canPause());
        QCOMPARE(cutter.unfinished(), 7);
        QVERIFY(cutter.pause(item) && item.end == Item::End::Pause && !item.continues);
        QCOMPARE(item.bytes, "login: ");
        QVERIFY(!cutter.canPause() && !cutter.finish(item));
        cutter.add("alice\r\n\nx");
        QVERIFY(cutter.next(item) && item.continues && item.end == Item::End::CarriageReturnLineFeed);
        QCOMPARE(item.bytes, "alice");
        QVERIFY(cutter.next(item) && !item.continues && item.bytes.isEmpty());
        QVERIFY(!cutter.next(item) && cutter.finish(item) && item.end == Item::End::Stop);
    }

    void onlyLinesAreShownInPart()
    {
        for (const auto *query : {"delimiter=;", "header=u8", "size=9"}) {
            ItemCutter cutter(framingOf(QString::fromLatin1(query)));
            Item item;
            cutter.add("\7abc");
            QVERIFY(!cutter.next(item) && !cutter.canPause() && !cutter.pause(item));
        }
    }

    void givesWhatThereIsBeforeAnError()
    {
        QByteArray texts, error;
        async::Scope scope;
        scope.spawn(
            take(streamRecords(piecesThatFail({"one\nt", "wo\nthr"}), {}, std::make_unique<Reader>(ParserOptions())),
                 &texts, &error));
        QTRY_COMPARE(error, "the cable was pulled");
        QCOMPARE(texts, "one|two|thr|");
    }

    void silenceEndsAnItemOfTheStream()
    {
        async::VirtualClock clock;
        QByteArray texts, error;
        async::Scope scope;
        scope.spawn(take(streamRecords(piecesInTime(), framingOf(u"frame=idle&idle=20"_s),
                                       std::make_unique<Reader>(ParserOptions())),
                         &texts, &error));
        QTRY_COMPARE(texts, "one\ntwo|three|");
        QCOMPARE(clock.elapsed(), async::Clock::Duration(10ms + 30ms));
    }

    void saysWhatIsWrongWithAnAddress_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("says");
        QTest::newRow("frame") << u"frame=word"_s << u"line, cr, delimiter, length, fixed, octet or idle"_s;
        QTest::newRow("no delimiter") << u"frame=delimiter"_s << u"?delimiter=;"_s;
        QTest::newRow("long delimiter") << (u"delimiter="_s + QString(65, u'x')) << u"1 to 64"_s;
        QTest::newRow("half escape") << u"delimiter=%5Cx1"_s << u"?delimiter=;"_s;
        QTest::newRow("idle") << u"frame=idle&idle=0"_s << u"1 to 60000"_s;
        QTest::newRow("size") << u"frame=fixed&size=0"_s << u"?size=16"_s;
        QTest::newRow("header") << u"header=u24"_s << u"u8, u16be"_s;
    }
    void saysWhatIsWrongWithAnAddress()
    {
        QFETCH(QString, query);
        QFETCH(QString, says);
        const Result<FeedAddress> address = FeedAddress::parse(u"tcp://host:1?"_s + query);
        const Result<Framing> framing = Framing::from(*address);
        QVERIFY(!framing);
        QVERIFY2(framing.error().contains(says), qPrintable(framing.error()));
    }
};

QTEST_GUILESS_MAIN(tst_Framing)
#include "tst_Framing.moc"
