// SPDX-License-Identifier: MIT
#include <livebelt/async/Fifo.h>

#include <QTest>
#include <deque>
#include <memory>
#include <random>

using livebelt::async::Fifo;

class tst_Fifo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void doesAsADequeDoes()
    {
        using Item = std::unique_ptr<int>;
        std::mt19937 random(7); // NOLINT: the same one each time
        Fifo<Item> fifo;
        std::deque<int> deque;
        int next = 0;
        for (int round = 0; round < 2000; ++round) {
            const bool grows = round / 100 % 2 == 0; // over several blocks, and down to nothing
            const int puts = int(random() % (grows ? 40 : 10)), takes = int(random() % (grows ? 10 : 40));
            for (int i = 0; i < puts; ++i) {
                deque.push_back(next);
                fifo.pushBack(std::make_unique<int>(next++));
            }
            for (int i = 0; i < takes && !deque.empty(); ++i) {
                QCOMPARE(*fifo.front(), deque.front());
                Item item = std::move(fifo.front());
                fifo.popFront();
                if (random() % 8 == 0) {
                    fifo.pushFront(std::move(item));
                    continue;
                }
                deque.pop_front();
            }
            QCOMPARE(fifo.size(), deque.size());
            QCOMPARE(fifo.isEmpty(), deque.empty());
        }
        QVERIFY(next > 10'000);
    }
};

QTEST_GUILESS_MAIN(tst_Fifo)
#include "tst_Fifo.moc"
