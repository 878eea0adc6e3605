// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/MemoryShares.h"

#include <QTest>
#include <numeric>

using namespace livebelt;

/// One budget for all feeds.
class tst_Memory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneFeedHasItAll() { QCOMPARE(memoryShares(1000, std::vector<quint64>{0}), std::vector<quint64>{1000}); }
    void idleFeedsShareEvenly()
    {
        QCOMPARE(memoryShares(1000, std::vector<quint64>(10, 0)), std::vector<quint64>(10, 100));
    }
    void oneInNeedGetsWhatTheOthersLeave()
    {
        std::vector<quint64> used(10, 0);
        std::vector<quint64> shares;
        for (int turn = 0; turn < 100; ++turn) {
            shares = memoryShares(1000, used);
            QVERIFY(sum(shares) <= 1000);
            used[3] = shares[3]; // fills up
        }
        QVERIFY2(shares[3] > 500, "the common half, and its own");
        QVERIFY2(shares[0] >= 50, "the others keep their part");
    }
    void allInNeedGetTheSameInTheEnd()
    {
        std::vector<quint64> used{800, 0, 0, 0};
        for (int turn = 0; turn < 100; ++turn) {
            const std::vector<quint64> shares = memoryShares(1000, used);
            QVERIFY(sum(shares) <= 1000);
            for (size_t i = 0; i < used.size(); ++i)
                used[i] = std::max(shares[i], quint64(i == 0 ? 125 : 0));
        }
        for (const quint64 bytes : used)
            QVERIFY2(bytes >= 125, "an eighth of its own, whoever came first");
    }
    void whoHasTooMuchGetsLess()
    {
        const std::vector<quint64> shares = memoryShares(1000, std::vector<quint64>{5000, 5000, 0, 0});
        QVERIFY(sum(shares) <= 1000);
        QVERIFY(shares[2] >= 125 && shares[0] > shares[2]);
    }

private:
    static quint64 sum(const std::vector<quint64> &shares)
    {
        return std::accumulate(shares.begin(), shares.end(), quint64(0));
    }
};

QTEST_APPLESS_MAIN(tst_Memory)
#include "tst_Memory.moc"
