// SPDX-License-Identifier: MIT
#include <livebelt/async/WaitFor.h>

#include <QCoreApplication>
#include <QEventLoop>

namespace livebelt::async::detail {

namespace {

/// Ends the loop with the task, however that ends.
struct Quit
{
    explicit Quit(QEventLoop *l) : loop(l) {}
    Quit(Quit &&) = delete;
    ~Quit() { loop->quit(); }
    QEventLoop *loop;
};

Task<void> runAndQuit(Task<void> task, QEventLoop *loop)
{
    const Quit quit(loop);
    co_await std::move(task);
}

} // namespace

void runLoopFor(Task<void> task)
{
    if (!QCoreApplication::instance())
        throw std::logic_error("waitFor() needs a QCoreApplication");
    QEventLoop loop;
    Scope scope;
    Spawned<void> running = scope.spawn(runAndQuit(std::move(task), &loop));
    if (!running.isDone())
        loop.exec();
    if (!running.isDone())
        running.cancel();
    running.take();
}

} // namespace livebelt::async::detail
