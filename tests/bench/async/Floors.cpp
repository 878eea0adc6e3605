// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/async/Floors.h"

#include "tests/bench/async/Sender.h"

#include <QCoreApplication>
#include <QThread>
#include <coroutine>
#include <exception>
#include <utility>

namespace livebelt::bench::floors {

namespace {

/// The least a generator can be: no end, no error, no cancellation, no thread.
class Bare
{
public:
    struct promise_type
    {
        auto get_return_object() { return Bare(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        auto final_suspend() const noexcept { return Back{}; }
        auto yield_value(int i) noexcept
        {
            item = i;
            return Back{};
        }
        void return_void() const noexcept {}
        void unhandled_exception() const { std::terminate(); }
        int item = 0;
        std::coroutine_handle<> consumer;
    };
    struct Back
    {
        bool await_ready() const noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) const noexcept
        {
            return self.promise().consumer;
        }
        void await_resume() const noexcept {}
    };
    struct Next
    {
        bool await_ready() const noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<> self) const noexcept
        {
            source.promise().consumer = self;
            return source;
        }
        int await_resume() const noexcept { return source.promise().item; }
        std::coroutine_handle<promise_type> source;
    };
    explicit Bare(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}
    Bare(Bare &&other) noexcept : m_handle(std::exchange(other.m_handle, {})) {}
    ~Bare()
    {
        if (m_handle)
            m_handle.destroy();
    }
    Next next() const { return Next{m_handle}; }

private:
    std::coroutine_handle<promise_type> m_handle;
};

struct Plain
{
    struct promise_type
    {
        auto get_return_object() const { return Plain(); }
        std::suspend_never initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() const { std::terminate(); }
    };
};

Bare numbers(int count)
{
    for (int i = 0; i < count; ++i)
        co_yield i;
}

Plain consume(int count, long *sum)
{
    const Bare source = numbers(count);
    for (int i = 0; i < count; ++i) {
        const int item = co_await source.next();
        *sum += item;
    }
}

} // namespace

void pull(int count)
{
    long sum = 0;
    consume(count, &sum);
    if (sum != long(count) * (count - 1) / 2)
        std::terminate();
}

void slot(int count)
{
    Sender sender;
    long sum = 0;
    QObject::connect(&sender, &Sender::happened, &sender, [&sum](int i) { sum += i; });
    for (int i = 0; i < count; ++i)
        Q_EMIT sender.happened(i);
}

void queuedCall(int count)
{
    QObject receiver;
    int done = 0;
    while (done < count) {
        QMetaObject::invokeMethod(
            &receiver, [&done] { ++done; }, Qt::QueuedConnection);
        QCoreApplication::processEvents();
    }
}

void roundTrip(int count)
{
    QThread thread;
    QObject here;
    QObject there;
    there.moveToThread(&thread);
    thread.start();
    int done = 0;
    const auto answer = [&done] { ++done; };
    const auto question = [&] { QMetaObject::invokeMethod(&here, answer, Qt::QueuedConnection); };
    for (int i = 0; i < count; ++i) {
        QMetaObject::invokeMethod(&there, question, Qt::QueuedConnection);
        while (done <= i)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    thread.quit();
    thread.wait();
}

} // namespace livebelt::bench::floors
