// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/Excerpt.h"
#include "model/lists/MarkBuckets.h"
#include "model/lists/MatchSet.h"
#include "model/lists/PageCache.h"
#include "model/lists/ScanRanges.h"

#include <QTest>

using namespace livebelt;

class tst_ListParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksKeepTheirPlaceWhileTheFeedGrows()
    {
        MarkBuckets marks;
        marks.add(1, MarkBuckets::Note);
        marks.add(1024, MarkBuckets::Match);
        QCOMPARE(marks.span(), quint64(1));
        QCOMPARE(marks.at(1023), quint8(MarkBuckets::Match));
        marks.add(10'000'000'000, MarkBuckets::Gap);
        QVERIFY(marks.span() * MarkBuckets::count >= 10'000'000'000);
        QCOMPARE(marks.at(0), quint8(MarkBuckets::Note | MarkBuckets::Match));
        QCOMPARE(marks.at(int((10'000'000'000 - 1) / marks.span())), quint8(MarkBuckets::Gap));
        marks.add(0, MarkBuckets::Gap); // no record: no mark
        marks.clear();
        QCOMPARE(marks.at(0), quint8(0));
    }

    void whatHasBeenLookedAtIsTakenOut()
    {
        ScanRanges ranges;
        ranges.addNewest({1, 100});
        ranges.addNewest({101, 120}); // goes on from the one before
        ranges.addNewest({130, 139});
        ranges.addNewest({150, 149}); // empty
        QCOMPARE(ranges.size(), 2U);
        QCOMPARE(ranges.records(), quint64(130));
        QCOMPARE(ranges.newest(), (SeqRange{130, 139}));
        ranges.remove({136, 200});
        QCOMPARE(ranges.newest(), (SeqRange{130, 135}));
        ranges.remove({50, 59}); // leaves two
        QCOMPARE(ranges.size(), 3U);
        QCOMPARE(ranges.records(), quint64(116));
        ranges.remove({60, 1}); // empty
        ranges.remove({115, 132});
        QCOMPARE(ranges.newest(), (SeqRange{133, 135}));
        QCOMPARE(ranges.part({55, 134}), (SeqRange{60, 134}));
        QVERIFY(ranges.part({52, 58}).isEmpty());
        ranges.dropBefore(50);
        QCOMPARE(ranges.records(), quint64(58));
        ranges.dropBefore(500);
        QVERIFY(ranges.isEmpty());
        QVERIFY(ranges.newest().isEmpty());
    }

    void tenMillionMatchesTakeAFewMegabytes()
    {
        for (const quint64 step : {quint64(1), quint64(7)}) {
            MatchSet set;
            std::vector<quint64> part;
            for (quint64 i = 10'000'000; i > 0; --i) { // in parts, the newest first
                part.push_back(i * step);
                if (part.size() == 10'000 || i == 1) {
                    std::reverse(part.begin(), part.end());
                    set.add(part);
                    part.clear();
                }
            }
            QCOMPARE(set.size(), quint64(10'000'000));
            QVERIFY2(set.bytes() < 12'000'000, qPrintable(QString::number(set.bytes())));
            QVERIFY2(step > 1 || set.bytes() < 2'000'000, qPrintable(QString::number(set.bytes())));
            for (quint64 n = 0; n < set.size(); n += 999'983) {
                QCOMPARE(set.at(n), (n + 1) * step);
                QCOMPARE(set.countThrough((n + 1) * step), n + 1);
                QCOMPARE(set.countThrough((n + 1) * step - 1), n);
            }
            QCOMPARE(set.at(10'000'000), quint64(0));
            set.dropBefore(5'000'000 * step);
            QCOMPARE(set.size(), quint64(5'000'001));
            QCOMPARE(set.at(0), 5'000'000 * step);
            QCOMPARE(set.countThrough(1), quint64(0));
            QCOMPARE(set.countThrough(5'000'001 * step), quint64(2));
        }
    }

    void matchesMayLieBeyondFourBillion()
    {
        MatchSet set;
        set.add({5, 6'000'000'000, 9'000'000'000'000});
        set.add({4'294'967'295, 4'294'967'296});
        set.add({5}); // there already
        QCOMPARE(set.size(), quint64(5));
        QCOMPARE(set.at(1), quint64(4'294'967'295));
        QCOMPARE(set.at(4), quint64(9'000'000'000'000));
        QCOMPARE(set.countThrough(6'000'000'000), quint64(4));
        set.dropBefore(4'294'967'296);
        QCOMPARE(set.at(0), quint64(4'294'967'296));
        set.clear();
        QCOMPARE(set.size(), quint64(0));
        QCOMPARE(set.at(0), quint64(0));
    }

    void textsAreCutBetweenCharacters()
    {
        QCOMPARE(cutUtf8("abc", 3), QByteArray("abc"));
        QCOMPARE(cutUtf8("ab\xE2\x82\xAC", 4), QByteArray("ab"));
        QCOMPARE(cutUtf8("ab\xE2\x82\xAC", 5), QByteArray("ab\xE2\x82\xAC"));
        QCOMPARE(cutUtf8("\xE2\x82\xAC", 1), QByteArray());
    }

    void pagesAreBoundedByBytesToo()
    {
        PageCache cache(100, 200'000);
        Record record;
        record.text = QByteArray(1500, 'x');
        for (quint64 page = 0; page < 50; ++page) {
            Records records;
            for (quint64 i = 1; i <= PageCache::pageSize; ++i) {
                record.seq = page * PageCache::pageSize + i;
                records.push_back(record);
            }
            cache.put(page * PageCache::pageSize + 1, (page + 1) * PageCache::pageSize, records);
            QVERIFY(cache.bytes() <= 200'000);
            QVERIFY(cache.find(page * PageCache::pageSize + 1));
        }
        QVERIFY(cache.pages() < 3);
        QCOMPARE(cache.records(), cache.pages() * PageCache::pageSize);
    }

    void theLeastRecentlyUsedPageGoesFirst()
    {
        PageCache cache(2);
        const auto put = [&cache](quint64 first) {
            Record record;
            record.seq = first;
            cache.put(first, first + PageCache::pageSize - 1, {record});
        };
        put(1);
        put(65);
        QVERIFY(cache.find(1));
        put(129);
        QVERIFY(cache.find(1));
        QVERIFY(!cache.find(65));
        QVERIFY(cache.isLost(2));
        QVERIFY(!cache.isLost(66)); // not known any more
        const QObject reader;
        QVERIFY(cache.hold(&reader, {1}));
        QVERIFY(!cache.hold(&reader, {1}));
        put(193);
        put(257);
        QVERIFY(cache.find(1));
        cache.release(&reader);
        put(321);
        put(385);
        QVERIFY(!cache.find(1));
    }
};

QTEST_GUILESS_MAIN(tst_ListParts)
#include "tst_ListParts.moc"
