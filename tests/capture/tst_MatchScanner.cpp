// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/BlockIndexer.h"
#include "model/capture/MatchScanner.h"
#include "tests/capture/CaptureSupport.h"

#include <QTemporaryDir>
#include <QTest>
#include <numeric>

namespace livebelt {

using namespace Qt::StringLiterals;
using Order = MatchScanner::Order;

namespace {

/// Pages of which some cannot be read.
class Torn final : public RecordPages
{
public:
    Torn(std::unique_ptr<RecordPages> own, quint64 torn) : m_own(std::move(own)), m_pages(*m_own), m_torn(torn) {}
    Result<QList<FeedInfo>> feeds() override { return m_pages.feeds(); }
    Result<void> page(qint64 feed, quint64 firstSeq, qsizetype count, Records &out, qsizetype maxBytes) override
    {
        return m_pages.page(feed, firstSeq, count, out, maxBytes);
    }
    Result<void> scan(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                      const std::function<bool(const Record &)> &visit) override
    {
        return m_pages.scan(feed, firstSeq, lastSeq, question, visit);
    }
    Result<void> find(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                      std::vector<quint64> &seqs) override
    {
        if (firstSeq <= m_torn && lastSeq >= m_torn)
            return Failure{u"It is torn."_s};
        return m_pages.find(feed, firstSeq, lastSeq, question, seqs);
    }
    Result<void> blocks(qint64, quint64, quint64, BlockRange, const std::function<void(const BlockRow &)> &) override
    {
        return {};
    }
    Result<quint64> seqAtTime(qint64 feed, qint64 micros) override { return m_pages.seqAtTime(feed, micros); }
    bool hasIndex() override { return false; }
    std::optional<bool> blockMayMatch(qint64, quint64, const BlockFilter &) override { return std::nullopt; }

private:
    std::unique_ptr<RecordPages> m_own;
    RecordPages &m_pages;
    quint64 m_torn;
};

} // namespace

class tst_MatchScanner : public QObject
{
    Q_OBJECT

    static constexpr quint64 count = 200'000;
    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<CaptureReader> m_reader;
    qint64 m_feed = 0, m_other = 0;

    std::unique_ptr<RecordPages> another() const { return *CaptureReader::open(m_path); }
    MatchScanner::OpenPages opener() const
    {
        return [this] { return another(); };
    }

    /// All that it finds, after a look at how its stretches lie.
    std::vector<quint64> all(MatchScanner &scanner, Order order, quint64 first = 1, quint64 last = count)
    {
        std::vector<quint64> seqs;
        quint64 at = order == Order::OldestFirst ? first : last;
        const std::chrono::milliseconds patience(1);
        while (const auto stretch = scanner.next(patience)) {
            if ((order == Order::OldestFirst ? stretch->firstSeq : stretch->lastSeq) != at ||
                !std::is_sorted(stretch->seqs.begin(), stretch->seqs.end()) || stretch->firstSeq > stretch->lastSeq)
                qFatal("the stretches do not border on each other");
            at = order == Order::OldestFirst ? stretch->lastSeq + 1 : stretch->firstSeq - 1;
            for (const quint64 seq : stretch->seqs) {
                if (seq < stretch->firstSeq || seq > stretch->lastSeq)
                    qFatal("a match is not in its stretch");
            }
            seqs.insert(order == Order::OldestFirst ? seqs.end() : seqs.begin(), stretch->seqs.begin(),
                        stretch->seqs.end());
        }
        const quint64 end = order == Order::OldestFirst ? last + 1 : first - 1;
        if (scanner.error().isEmpty() && at != end)
            qFatal("it has not come to the end");
        return seqs;
    }
    static std::vector<quint64> everyone(quint64 first, quint64 last)
    {
        std::vector<quint64> seqs(last - first + 1);
        std::iota(seqs.begin(), seqs.end(), first);
        return seqs;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_path = m_folder.filePath(u"test.livebelt"_s);
        auto writer = openedWriter(m_path, {CaptureOptions::Synchronous::Normal});
        m_feed = feedOf(*writer);
        m_other = feedOf(*writer, u"two"_s);
        for (quint64 seq = 0; seq < count; seq += 20'000) {
            QVERIFY(appendNumbered(*writer, m_feed, 20'000));
            QVERIFY(appendNumbered(*writer, m_other, seq == 0 ? 45'000 : 1));
        }
        m_reader = *CaptureReader::open(m_path);
    }

    void bothOrdersFindAllWithAndWithoutAHelper()
    {
        for (const Order order : {Order::NewestFirst, Order::OldestFirst}) {
            for (const bool isHelped : {false, true}) {
                MatchScanner scanner(*m_reader, {m_feed}, *Filter::parse(u"\"record 1234\" | \"record 19999\""_s),
                                     order, isHelped ? opener() : MatchScanner::OpenPages());
                std::vector<quint64> expected;
                for (quint64 seq = 1; seq <= count; ++seq) {
                    const QByteArray digits = QByteArray::number(seq);
                    if (digits.startsWith("1234") || digits.startsWith("19999"))
                        expected.push_back(seq);
                }
                QVERIFY(all(scanner, order) == expected);
            }
        }
    }

    void rangesHaveBothEnds()
    {
        for (const auto &[first, last] : {std::pair<quint64, quint64>{1, 1},
                                          {5'000, 5'000},
                                          {4'096, 4'097},
                                          {16'384, 16'385},
                                          {9'999, 150'001},
                                          {count, count}}) {
            for (const Order order : {Order::NewestFirst, Order::OldestFirst}) {
                MatchScanner scanner(*m_reader, {m_feed, first, last}, {}, order, opener());
                QVERIFY(all(scanner, order, first, last) == everyone(first, last));
            }
        }
        for (const MatchScanner::Range range :
             {MatchScanner::Range{m_feed, count + 1, 0}, {m_feed, 20, 10}, {m_feed + 9, 1, 0}}) {
            MatchScanner scanner(*m_reader, range, {}, Order::NewestFirst);
            QVERIFY(!scanner.next());
            QVERIFY(scanner.error().isEmpty());
        }
    }

    void ofRecordsOfSeveralFeedsOnlyThoseOfThatOneAreFound()
    {
        MatchScanner scanner(*m_reader, {m_other}, *Filter::parse(u"\"record 1500\""_s), Order::NewestFirst);
        const quint64 last = 45'009;
        QVERIFY(all(scanner, Order::NewestFirst, 1, last) ==
                (std::vector<quint64>{1'500, 15'000, 15'001, 15'002, 15'003, 15'004, 15'005, 15'006, 15'007, 15'008,
                                      15'009}));
    }

    void ofACaptureOfVersion2AsWell()
    {
        const QString path = m_folder.filePath(u"two.livebelt"_s);
        {
            auto writer = openedWriter(path, {CaptureOptions::Synchronous::Normal});
            const qint64 one = feedOf(*writer), two = feedOf(*writer, u"two"_s), three = feedOf(*writer, u"three"_s);
            for (int i = 0; i < 10; ++i) {
                QVERIFY(appendNumbered(*writer, one, 2'000));
                QVERIFY(appendNumbered(*writer, two, 5));
                QVERIFY(appendNumbered(*writer, three, 5));
            }
        }
        makeVersion2(path);
        const auto reader = *CaptureReader::open(path);
        MatchScanner dense(*reader, {1}, *Filter::parse(u"\"record 1999\""_s), Order::NewestFirst);
        QVERIFY(all(dense, Order::NewestFirst, 1, 20'000) ==
                (std::vector<quint64>{1'999, 19'990, 19'991, 19'992, 19'993, 19'994, 19'995, 19'996, 19'997, 19'998,
                                      19'999}));
        MatchScanner sparse(*reader, {2}, *Filter::parse(u"\"record 4\""_s), Order::OldestFirst);
        QVERIFY(all(sparse, Order::OldestFirst, 1, 50) ==
                (std::vector<quint64>{4, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49}));
    }

    void theFirstStretchComesAsSoonAsSomethingIsFound()
    {
        MatchScanner scanner(*m_reader, {m_feed}, *Filter::parse(u"\"record 199950\""_s), Order::NewestFirst);
        const auto stretch = scanner.next(std::chrono::hours(1));
        QVERIFY(stretch);
        QCOMPARE(stretch->seqs, std::vector<quint64>{199'950});
        QVERIFY(stretch->lastSeq - stretch->firstSeq < 4 * blockRecords);
    }

    void anAbortEndsIt()
    {
        std::atomic<bool> abort{false};
        MatchScanner scanner(*m_reader, {m_feed}, *Filter::parse(u"nowhere"_s), Order::NewestFirst, opener(), &abort);
        QVERIFY(scanner.next(std::chrono::milliseconds(0)));
        abort = true;
        QVERIFY(!scanner.next());
        QVERIFY(scanner.error().isEmpty());
    }

    void whatCannotBeReadIsSaidAfterWhatWasFoundBeforeIt()
    {
        Torn torn(another(), 100'000);
        for (const bool isHelped : {false, true}) {
            const auto open = [this]() -> std::unique_ptr<RecordPages> {
                return std::make_unique<Torn>(another(), 100'000);
            };
            MatchScanner scanner(torn, {m_feed}, *Filter::parse(u"\"record 199950\""_s), Order::NewestFirst,
                                 isHelped ? MatchScanner::OpenPages(open) : MatchScanner::OpenPages());
            QCOMPARE(all(scanner, Order::NewestFirst), std::vector<quint64>{199'950});
            QCOMPARE(scanner.error(), u"It is torn."_s);
            QVERIFY(!scanner.next());
        }
    }

    void aHelperThatCannotOpenItsPagesIsDoneWithout()
    {
        MatchScanner scanner(*m_reader, {m_feed}, *Filter::parse(u"\"record 777\""_s), Order::OldestFirst,
                             [] { return std::unique_ptr<RecordPages>(); });
        QVERIFY(!all(scanner, Order::OldestFirst).empty());
    }

    void itMayBeGivenUpAtAnyMoment()
    {
        for (int i = 0; i < 20; ++i) {
            MatchScanner scanner(*m_reader, {m_feed}, *Filter::parse(u"nowhere"_s), Order::NewestFirst, opener());
            for (int n = 0; n < i; ++n)
                scanner.next(std::chrono::milliseconds(2));
        }
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_MatchScanner)
#include "tst_MatchScanner.moc"
