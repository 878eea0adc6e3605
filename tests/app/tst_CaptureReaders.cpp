// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/CaptureReaders.h"
#include "tests/capture/CaptureSupport.h"
#include <livebelt/async/WaitFor.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

/// Pages and searches of captures, read on other threads.
class tst_CaptureReaders : public QObject
{
    Q_OBJECT

private:
    static constexpr quint64 count = 200'000;
    QTemporaryDir folder;
    CapturePlace place;

    static async::Task<std::vector<Matches>> all(async::AsyncIterator<Matches> search)
    {
        std::vector<Matches> slices;
        while (auto slice = co_await search.next())
            slices.push_back(std::move(*slice));
        co_return slices;
    }
    static async::Task<quint64> firstSlice(async::AsyncIterator<Matches> *search)
    {
        auto slice = co_await search->next();
        co_return slice ? slice->scanned.count() : 0;
    }
    static Filter parsed(const QString &text) { return *Filter::parse(text); }
    /// One that looks long at each record, and lets none through.
    static Filter slow()
    {
        return parsed(u"/x.*y.*[a-z]{3,9}q.*z/ | /(a|b|r)+.*(e|f|o)+.*y{2}.*z/ | /r.*e.*c.*o.*#/"_s);
    }

private Q_SLOTS:
    void initTestCase()
    {
        place.capture = folder.filePath(u"c.livebelt"_s);
        auto writer = openedWriter(place.capture);
        place.feed = feedOf(*writer);
        QVERIFY(appendNumbered(*writer, place.feed, count));
        QVERIFY(writer->close());
    }

    void aSearchFindsTheSameFromEitherEnd_data()
    {
        QTest::addColumn<quint64>("first");
        QTest::addColumn<quint64>("last");
        QTest::addColumn<bool>("isNewestFirst");
        for (const bool newest : {true, false}) {
            const char *order = newest ? "newest first" : "oldest first";
            QTest::addRow("all, %s", order) << quint64(1) << count << newest;
            QTest::addRow("within blocks, %s", order) << quint64(4000) << quint64(12'345) << newest;
            QTest::addRow("one, %s", order) << quint64(700) << quint64(700) << newest;
            QTest::addRow("none, %s", order) << quint64(7) << quint64(6) << newest;
            QTest::addRow("beyond the end, %s", order) << count - 10 << count + 1000 << newest;
        }
    }
    void aSearchFindsTheSameFromEitherEnd()
    {
        QFETCH(const quint64, first);
        QFETCH(const quint64, last);
        QFETCH(const bool, isNewestFirst);
        const Filter filter = parsed(u"subject:=\"subject 3\" text:77"_s);
        std::vector<quint64> expected;
        for (quint64 seq = first; seq <= std::min(last, count); ++seq) {
            if (filter.matches(numbered(seq)))
                expected.push_back(seq);
        }
        CaptureReaders readers;
        const auto order = isNewestFirst ? SearchOrder::NewestFirst : SearchOrder::OldestFirst;
        const auto slices = async::waitFor(all(readers.matches(place, filter, {first, last}, order)));
        std::vector<quint64> found;
        for (size_t i = 0; i < slices.size(); ++i) {
            if (i > 0 && isNewestFirst)
                QCOMPARE(slices[i].scanned.last + 1, slices[i - 1].scanned.first);
            if (i > 0 && !isNewestFirst)
                QCOMPARE(slices[i].scanned.first, slices[i - 1].scanned.last + 1);
            QVERIFY(std::is_sorted(slices[i].seqs.begin(), slices[i].seqs.end()));
            const bool isInside = std::all_of(slices[i].seqs.begin(), slices[i].seqs.end(),
                                              [&](quint64 seq) { return slices[i].scanned.contains(seq); });
            QVERIFY(isInside);
            const auto at = isNewestFirst ? found.begin() : found.end();
            found.insert(at, slices[i].seqs.begin(), slices[i].seqs.end());
        }
        QCOMPARE(found, expected);
    }

    void theFirstScreenfulDoesNotWaitForTheRest()
    {
        CaptureReaders readers;
        auto search = readers.matches(place, parsed(u"subject"_s), {1, count}, SearchOrder::NewestFirst);
        QVERIFY(async::waitFor(firstSlice(&search)) < 5 * blockRecords);
    }

    void destroyingASearchEndsItThere()
    {
        CaptureReaders readers;
        QElapsedTimer watch;
        watch.start();
        const auto found = async::waitFor(all(readers.matches(place, slow(), {1, count}, SearchOrder::NewestFirst)));
        const qint64 whole = watch.nsecsElapsed();
        QVERIFY(found.size() > 1);
        const auto begin = [&] { return readers.matches(place, slow(), {1, count}, SearchOrder::NewestFirst); };
        watch.start();
        for (int i = 0; i < 10; ++i) {
            auto search = begin();
            QVERIFY(async::waitFor(firstSlice(&search)) > 0);
        }
        const qint64 begun = watch.nsecsElapsed();
        QVERIFY2(begun < 5 * whole, qPrintable(u"%1 of %2"_s.arg(begun).arg(whole)));
    }

    void whatCannotBeReadIsASentence()
    {
        CaptureReaders readers;
        const CapturePlace missing{folder.filePath(u"missing.livebelt"_s), 1};
        const auto page = async::waitFor(readers.page(missing, {1, 10}));
        QVERIFY(!page && page.error().contains(u"missing.livebelt"_s));
        QVERIFY_EXCEPTION_THROWN(
            async::waitFor(all(readers.matches(missing, Filter(), {1, 10}, SearchOrder::OldestFirst))),
            std::runtime_error);
        QVERIFY(!async::waitFor(readers.page({place.capture, 0}, {1, 10})));
        QVERIFY(async::waitFor(all(readers.matches({place.capture, 0}, Filter(), {1, 10}, SearchOrder::OldestFirst)))
                    .empty());
    }

    void pagesAreReadWhileASearchRuns()
    {
        CaptureReaders readers;
        auto search = readers.matches(place, slow(), {1, count}, SearchOrder::OldestFirst);
        QVERIFY(async::waitFor(firstSlice(&search)) < count);
        const auto page = async::waitFor(readers.page(place, {count - 9, count + 10}));
        QVERIFY(page);
        QCOMPARE(page->size(), 10U);
        QVERIFY(sameContent(page->back(), numbered(count)));
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_CaptureReaders)
#include "tst_CaptureReaders.moc"
