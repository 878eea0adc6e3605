// SPDX-License-Identifier: MIT
#include "tests/async/Plates.h"
#include <livebelt/async/Fifo.h>

#include <QTest>
#include <array>
#include <cstdlib>
#include <deque>
#include <memory>
#include <new>
#include <random>

using namespace livebelt::test;
using livebelt::async::Channel;
using livebelt::async::Fifo;

namespace {

std::size_t largest = 0; ///< of what was allocated

/// The largest piece of memory that action asks for.
template<typename Action>
std::size_t largestOf(const Action &action)
{
    largest = 0;
    action();
    return largest;
}

} // namespace

void *operator new(std::size_t size)
{
    largest = std::max(largest, size);
    if (void *memory = std::malloc(size)) // NOLINT(cppcoreguidelines-no-malloc)
        return memory;
    throw std::bad_alloc();
}
void operator delete(void *memory) noexcept
{
    std::free(memory); // NOLINT(cppcoreguidelines-no-malloc)
}
void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory); // NOLINT(cppcoreguidelines-no-malloc)
}

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

    void theFirstBlockIsSmallAndNoLargerThanTheBound()
    {
        using Large = std::array<char, 10'000>;
        const auto fill = [](auto &fifo) { fifo.pushBack({}); };
        Fifo<Large> large;
        Fifo<int> three(3);
        Fifo<int> many(1'000'000);
        QVERIFY(largestOf([&] { fill(large); }) < 2 * sizeof(Large));
        QVERIFY(largestOf([&] { fill(three); }) < 100);
        QVERIFY(largestOf([&] { fill(many); }) <= 256);
        Channel<Large> channel(1'000);
        Large item{};
        QVERIFY(largestOf([&] { channel.trySend(item); }) < 2 * sizeof(Large));
        QVERIFY(largestOf([] { Channel<int> unused(1'000'000'000); }) < 2'000);
    }

    void anItemIsDestroyedAsItIsPopped()
    {
        {
            Fifo<Counted> fifo;
            for (int i = 0; i < 1000; ++i)
                fifo.pushBack(Counted());
            for (int i = 0; i < 500; ++i) {
                fifo.popFront();
                QCOMPARE(Counted::count, 999 - i);
            }
            fifo.pushFront(Counted());
            fifo.pushFront(Counted());
            const Fifo<Counted> moved = std::move(fifo);
            QCOMPARE(Counted::count, 502);
            QCOMPARE(moved.size(), 502u);
        }
        QCOMPARE(Counted::count, 0);
    }

    void whereAMoveThrowsItIsAsItWas()
    {
        Fifo<Stubborn> fifo;
        for (int i = 0; i < 300; ++i) {
            QVERIFY_THROWS_EXCEPTION(std::runtime_error, fifo.pushBack(Stubborn(-1, 0)));
            QVERIFY_THROWS_EXCEPTION(std::runtime_error, fifo.pushFront(Stubborn(-1, 0)));
            fifo.pushBack(Stubborn(i));
        }
        QCOMPARE(fifo.size(), 300u);
        for (int i = 0; i < 300; ++i, fifo.popFront())
            QCOMPARE(fifo.front().number, i);
        QVERIFY(fifo.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Fifo)
#include "tst_Fifo.moc"
