// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include <livebelt/async/Worker.h>
#include <livebelt/async/io/Aside.h>

#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <atomic>

using namespace livebelt::test;
using livebelt::async::detail::Aside;

namespace {

/// What a test and the helper threads share; it outlives both.
struct Board
{
    QSemaphore begun;
    QSemaphore mayEnd;
    std::atomic<int> calls = 0;
    std::atomic<int> destroyed = 0;
    std::atomic<Qt::HANDLE> destroyedOn = nullptr;
};

/// A disk that does not answer before it is told to.
class Disk
{
public:
    explicit Disk(std::shared_ptr<Board> board) : m_board(std::move(board)) {}
    Disk(const Disk &) = delete;
    Disk &operator=(const Disk &) = delete;
    ~Disk()
    {
        m_board->destroyedOn = QThread::currentThreadId();
        ++m_board->destroyed;
    }
    Qt::HANDLE answer()
    {
        ++m_board->calls;
        m_board->begun.release();
        m_board->mayEnd.acquire();
        return QThread::currentThreadId();
    }

private:
    std::shared_ptr<Board> m_board;
};

Task<void> ask(std::shared_ptr<Board> board, int times, QList<Qt::HANDLE> *answers)
{
    Aside<Disk> disk(board);
    const auto answer = [](Disk &d) { return d.answer(); };
    for (int i = 0; i < times; ++i) {
        const Qt::HANDLE thread = co_await disk(answer);
        answers->append(thread);
    }
}

Task<void> failing(int *ends)
{
    Aside<int> number(3);
    const auto fail = [](int &n) { throw std::runtime_error("number " + std::to_string(n)); };
    try {
        co_await number(fail);
    } catch (const std::runtime_error &error) {
        if (QByteArray(error.what()) == "number 3")
            ++*ends;
    }
    const auto set = [](int &n) { n = 4; };
    co_await number(set);
    const auto read = [](int &n) { return n; };
    const int value = co_await number(read);
    if (value == 4)
        ++*ends;
}

} // namespace

class tst_Aside : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void callsRunElsewhereAndItEndsThere()
    {
        const auto board = std::make_shared<Board>();
        board->mayEnd.release(2);
        QList<Qt::HANDLE> answers;
        run(ask(board, 2, &answers));
        QTRY_COMPARE(board->destroyed, 1);
        QCOMPARE(answers.size(), 2);
        QVERIFY(answers.first() != QThread::currentThreadId());
        QVERIFY(board->destroyedOn != QThread::currentThreadId());
    }

    void errorsComeToTheCallerAndTheNextCallIsServed()
    {
        int ends = 0;
        run(failing(&ends));
        QCOMPARE(ends, 2);
    }

    void oneThatDoesNotAnswerHoldsUpNoOther()
    {
        const auto stuck = std::make_shared<Board>();
        const auto fine = std::make_shared<Board>();
        fine->mayEnd.release(3);
        QList<Qt::HANDLE> none;
        QList<Qt::HANDLE> answers;
        Scope scope;
        for (int i = 0; i < 20; ++i)
            scope.spawn(ask(stuck, 1, &none));
        run(ask(fine, 3, &answers));
        QCOMPARE(answers.size(), 3);
        QVERIFY(none.isEmpty());
        stuck->mayEnd.release(20);
        QVERIFY(runUntil([&] { return none.size() == 20; }));
    }

    void destroyingTheWaiterWaitsForNothingAndIsSurvived()
    {
        const auto board = std::make_shared<Board>();
        QStringList log;
        QList<Qt::HANDLE> answers;
        auto scope = std::make_unique<Scope>();
        scope->spawn(consumer(&log, generator(&log, ask(board, 2, &answers))));
        board->begun.acquire();
        scope.reset();
        QCOMPARE(log, (QStringList{u"generator"_s, u"consumer"_s}));
        QCOMPARE(board->destroyed, 0); // it is in the middle of it
        board->mayEnd.release();
        QTRY_COMPARE(board->destroyed, 1);
        QVERIFY(board->destroyedOn != QThread::currentThreadId());
        QCOMPARE(board->calls, 1);
        QVERIFY(answers.isEmpty());
    }

    void destroyedAtAnyMomentNothingIsLeft()
    {
        const auto board = std::make_shared<Board>();
        board->mayEnd.release(1'000);
        QList<Qt::HANDLE> answers;
        for (int turns = 0; turns < 200; ++turns) {
            Scope scope;
            scope.spawn(ask(board, 3, &answers));
            for (int turn = 0; turn < turns % 20; ++turn)
                QCoreApplication::processEvents();
        }
        QTRY_COMPARE(board->destroyed, 200);
    }

    void theThreadOfTheWaiterMayEndBeforeTheCall()
    {
        const auto board = std::make_shared<Board>();
        QList<Qt::HANDLE> answers;
        std::unique_ptr<Scope> scope;
        Worker worker(u"test"_s);
        worker.run([&] {
            scope = std::make_unique<Scope>(worker.context());
            scope->spawn(ask(board, 1, &answers));
        });
        board->begun.acquire();
        worker.stop();
        board->mayEnd.release();
        QTRY_COMPARE(board->destroyed, 1);
        QVERIFY(answers.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Aside)
#include "tst_Aside.moc"
