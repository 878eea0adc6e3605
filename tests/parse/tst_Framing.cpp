// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/ItemCutter.h"
#include "sources/parse/StreamRecords.h"

#include <livebelt/async/Scope.h>

#include <QRandomGenerator>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

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
        for (const auto *query : {"frame=line", "frame=cr", "delimiter=a", "delimiter=aba", "delimiter=%5Cr%5Cn",
                                  "header=u8", "header=u16be", "header=u32le", "size=1", "size=7"})
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
                bytes += "aabab\r\n\0\1\2"[random.bounded(10)];
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
        scope.spawn(take(streamRecords(piecesThatFail({"one\nt", "wo\nthr"}), {}, std::make_unique<Reader>(ParserOptions())), &texts,
                         &error));
        QTRY_COMPARE(error, "the cable was pulled");
        QCOMPARE(texts, "one|two|thr|");
    }

    void saysWhatIsWrongWithAnAddress_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("says");
        QTest::newRow("frame") << u"frame=word"_s << u"line, cr, delimiter, length or fixed"_s;
        QTest::newRow("no delimiter") << u"frame=delimiter"_s << u"?delimiter=;"_s;
        QTest::newRow("long delimiter") << (u"delimiter="_s + QString(65, u'x')) << u"1 to 64"_s;
        QTest::newRow("half escape") << u"delimiter=%5Cx1"_s << u"?delimiter=;"_s;
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
