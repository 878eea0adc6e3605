// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/FutureResults.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/ToFuture.h>

#include <qcoro/qcorotask.h>
#include <qcoro/qcorotimer.h>

// [specialisation]
template<typename T>
struct QCoro::detail::awaiter_type<livebelt::async::Task<T>>
{
    class type
    {
    public:
        explicit type(livebelt::async::Task<T> &task) : m_awaiter(std::move(task).operator co_await()) {}
        bool await_ready() { return m_awaiter.await_ready(); }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> waiter)
        {
            m_awaiter.await_suspend(waiter);
        }
        T await_resume() { return m_awaiter.await_resume(); }

    private:
        decltype(std::declval<livebelt::async::Task<T>>().operator co_await()) m_awaiter;
    };
};
// [specialisation]

namespace livebelt::guide {

// [future]
Task<int> afterFuture(QFuture<int> future)
{
    const int result = co_await future;
    co_return result + 1;
}
// [future]

// [results]
Task<int> sumOfResults(QFuture<int> future)
{
    int total = 0;
    auto results = resultsOf(std::move(future));
    while (auto result = co_await results.next())
        total += *result;
    co_return total;
}
// [results]

// [toFuture]
QFuture<QByteArray> firstLineForOthers(Scope *scope, QString path)
{
    return toFuture(*scope, firstLine(path)); // cancelling the future cancels the task
}
// [toFuture]

// [qcoro]
QCoro::Task<int> theirs(int value)
{
    co_await QCoro::sleepFor(1ms);
    co_return value;
}

Task<int> ours(int value)
{
    const int result = co_await theirs(value);
    co_return result + 1;
}

QCoro::Task<int> theirsAgain(int value)
{
    const int result = co_await ours(value); // needs the specialisation below
    co_return result * 2;
}
// [qcoro]

int throughQCoro()
{
    return QCoro::waitFor(theirsAgain(20));
}

} // namespace livebelt::guide
