// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/LiveTasks.h>

#include <QTest>
#include <limits>
#include <thread>

using namespace livebelt::test;

namespace {

Task<void> leaf(Event *event)
{
    co_await event->wait();
}

AsyncIterator<int> middle(Event *event)
{
    co_await leaf(event);
    co_yield 1;
}

Task<void> root(Event *event)
{
    auto items = middle(event);
    co_await items.next();
}

Task<void> owner(Event *first, Event *second)
{
    Scope scope;
    scope.spawn(leaf(first));
    scope.spawn(leaf(second));
    co_await scope.join();
}

Task<void> lookAround(QByteArray *seen)
{
    co_await sleepFor(0ms);
    *seen = describe(liveTasks());
}

} // namespace

class tst_LiveTasks : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void withNothingRunningThereIsNone() { QVERIFY(liveTasks().empty()); }

    void aPersonReadsTheNameAlone_data()
    {
        QTest::addColumn<QByteArray>("function");
        QTest::addColumn<QByteArray>("read");
        const auto row = [](const char *name, const char *function, const char *read) {
            QTest::newRow(name) << QByteArray(function) << QByteArray(read);
        };
        row("method", "static a::Task<void> a::detail::Core::serve(std::shared_ptr<a::detail::Core>)", "Core::serve");
        row("virtual", "virtual a::AsyncIterator<b::Record> b::ExecFeed::records()", "ExecFeed::records");
        row("function", "a::AsyncIterator<std::vector<T> > a::detail::gathered(a::AsyncIterator<T>, int)", "gathered");
        row("g++, hidden", "a::Task<void> a::{anonymous}::sending(int)", "sending");
        row("clang, hidden", "Task<void> a::(anonymous namespace)::sending(int)", "sending");
        row("alone", "Task<void> root(Event *)", "root");
        row("no function", "what is this", "what is this");
    }

    void aPersonReadsTheNameAlone()
    {
        QFETCH(QByteArray, function);
        QFETCH(QByteArray, read);
        LiveTask task;
        task.function = function;
        QVERIFY2(describe({task}).startsWith(read + ", at "), describe({task}));
    }

    void aTaskIsAChainDownToWhatItWaitsFor()
    {
        Event event;
        Scope scope;
        scope.spawn(root(&event));
        const uint here = std::source_location::current().line() - 1;
        const auto tasks = liveTasks();
        QCOMPARE(tasks.size(), 1u);
        QVERIFY2(tasks[0].function.contains("root"), tasks[0].function);
        QCOMPARE(tasks[0].started.line(), here);
        QVERIFY(QByteArray(tasks[0].started.file_name()).endsWith("tst_LiveTasks.cpp"));
        QVERIFY(tasks[0].awaits.isEmpty());
        QCOMPARE(tasks[0].children.size(), 1u);
        const LiveTask &generator = tasks[0].children[0];
        QVERIFY2(generator.function.contains("middle"), generator.function);
        QCOMPARE(generator.started.line(), tasks[0].at.line());
        QCOMPARE(generator.children.size(), 1u);
        const LiveTask &last = generator.children[0];
        QVERIFY2(last.function.contains("leaf"), last.function);
        QVERIFY2(last.awaits.contains("Event"), last.awaits);
        QVERIFY(last.children.empty());
        QVERIFY(last.since >= 0ns);
        event.set();
        run(scope.join());
        QVERIFY2(liveTasks().empty(), describe(liveTasks()));
    }

    void theTasksOfAScopeAreChildrenOfTheCoroutineThatMadeIt()
    {
        Event first, second;
        Scope scope;
        scope.spawn(owner(&first, &second));
        const auto tasks = liveTasks();
        QCOMPARE(tasks.size(), 1u);
        QCOMPARE(tasks[0].children.size(), 3u); // the join, and two leaves
        first.set();
        settle();
        QCOMPARE(liveTasks()[0].children.size(), 2u);
        second.set();
        run(scope.join());
        QVERIFY(liveTasks().empty());
    }

    void whoIsDestroyedIsNotListed()
    {
        Event event;
        {
            Scope scope;
            scope.spawn(root(&event));
            QVERIFY(!liveTasks().empty());
        }
        QVERIFY2(liveTasks().empty(), describe(liveTasks()));
    }

    void aTaskThatRunsSeesItself()
    {
        QByteArray seen;
        run(lookAround(&seen));
        QVERIFY2(seen.contains("lookAround") && seen.contains("(running)"), seen);
    }

    void itsTimeGrowsAsTheNumberOfTasks()
    {
        const auto timeOf = [](int count) {
            std::vector<std::unique_ptr<Event>> events;
            Scope scope;
            for (int i = 0; i < count; ++i) {
                events.push_back(std::make_unique<Event>());
                scope.spawn(root(events.back().get()));
            }
            QElapsedTimer timer;
            timer.start();
            const std::size_t found = liveTasks().size();
            return found == std::size_t(count) ? timer.nsecsElapsed() : 0;
        };
        timeOf(1000);                                      // memory has been touched
        double least = std::numeric_limits<double>::max(); // of several: others use the machine as well
        for (int i = 0; i < 10 && least >= 40; ++i) {
            const qint64 few = timeOf(2000);
            const qint64 many = timeOf(20000);
            QVERIFY(few > 0 && many > 0);
            least = std::min(least, double(many) / double(few));
        }
        QVERIFY2(least < 40, qPrintable(QString::number(least)));
    }

    void aThreadSeesItsOwn()
    {
        Event event;
        Scope scope;
        scope.spawn(root(&event));
        bool isEmpty = false;
        std::thread([&isEmpty] { isEmpty = liveTasks().empty(); }).join();
        QVERIFY(isEmpty);
    }
};

QTEST_GUILESS_MAIN(tst_LiveTasks)
#include "tst_LiveTasks.moc"
