// SPDX-License-Identifier: MIT
#include "tests/async/Support.h"
#include "tests/async/guide/Examples.h"
#include <livebelt/async/LiveTasks.h>
#include <livebelt/async/VirtualClock.h>
#include <livebelt/async/Worker.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/tasks/TimedOut.h>

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QPromise>
#include <QPushButton>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QWindow>

using namespace livebelt::test;
using namespace livebelt::guide;

namespace {

template<typename T>
QList<T> all(AsyncIterator<T> items)
{
    QList<T> got;
    run(collect(std::move(items), &got));
    return got;
}

template<typename T>
Task<T> afterwards(T value, Clock::Duration wait)
{
    co_await sleepFor(wait);
    co_return value;
}

/// Fails the first time, after two items.
AsyncIterator<int> attempt(int *attempts)
{
    const int number = ++*attempts;
    co_yield number * 10;
    co_yield number * 10 + 1;
    if (number == 1)
        throw std::runtime_error("the line has dropped");
}

template<typename T>
AsyncIterator<T> values(QList<T> list)
{
    for (T &value : list)
        co_yield std::move(value);
}

AsyncIterator<QString> typing()
{
    co_yield u"a"_s;
    co_await sleepFor(100ms);
    co_yield u"ab"_s;
    co_await sleepFor(1s);
    co_yield u"ab"_s;
    co_await sleepFor(1s);
    co_yield u"abc"_s;
}

AsyncIterator<QString> answer(QString text)
{
    co_await sleepFor(10ms);
    co_yield text + u'!';
}

AsyncIterator<double> readings()
{
    for (int i = 0; i < 40; ++i) {
        co_await sleepFor(100ms);
        co_yield 8.0;
    }
}

} // namespace

/// What the examples of docs/async.md do.
class tst_Guide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QVERIFY2(liveTasks().empty(), describe(liveTasks())); }

    void scopes()
    {
        const VirtualClock clock;
        QObject root, child;
        root.setObjectName(u"root"_s);
        child.setObjectName(u"child"_s);
        child.setParent(&root);
        QCOMPARE(all(namesOf(&root)), (QList<QString>{u"root"_s, u"child"_s}));
        child.setParent(nullptr);
        QCOMPARE(run(firstOfTwo(afterwards(1, 1s), afterwards(2, 1h))), 1);
        QCOMPARE(countdownAtOnce(), 3 + 2 + 1);
        QCOMPARE(clock.elapsed(), 4s);
        QCOMPARE(run(bothWithin(10s, afterwards(1, 6s), afterwards(2, 3s))), 3);
        QVERIFY_THROWS_EXCEPTION(TimedOut, run(bothWithin(10s, afterwards(1, 6s), afterwards(2, 6s))));
        QVERIFY(run(finishes(afterwards(1, 1s), std::stop_token())));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!run(finishes(afterwards(1, 1s), stop.get_token())));
        QStringList found;
        const auto search = makeSearch(&root, &found);
        root.setObjectName(u"a"_s);
        root.setObjectName(u"ab"_s);
        run(afterwards(1, 1s));
        QCOMPARE(found, QStringList{u"ab"_s});
    }

    void theBelt()
    {
        const VirtualClock clock;
        QCOMPARE(run(sum(countdown(4))), 4 + 3 + 2 + 1);
        QCOMPARE(clock.elapsed(), 4s);
    }
    void aStreamFails()
    {
        QCOMPARE(run(longest(linesOf(pieces("a\nbc\n"), 2))), 2);
        QCOMPARE(all(records(linesOf(pieces("a\nbc\n"), 2))), (QByteArrayList{"a", "bc"}));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, all(records(linesOf(pieces("a\nbcd\n"), 2))));
    }
    void tasksAndScopes()
    {
        QCOMPARE(run(firstLine(file(u"a"_s, "one\ntwo\n"))), QByteArray("one"));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(firstLine(file(u"empty"_s, ""))));
        QCOMPARE(ticksSeen(), 3);
        QByteArrayList lines;
        run(firstLines({file(u"a"_s, "one\n"), file(u"b"_s, "two\n")}, &lines));
        std::sort(lines.begin(), lines.end());
        QCOMPARE(lines, (QByteArrayList{"one", "two"}));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(firstLines({m_directory.filePath(u"none"_s)}, &lines)));
    }
    void signalsAndTimers()
    {
        QStringList names;
        Scope scope;
        auto object = std::make_unique<QObject>();
        scope.spawn(noteNames(object.get(), &names));
        object->setObjectName(u"a"_s);
        object->setObjectName(u"b"_s);
        object->setObjectName(u"c"_s);
        object.reset();
        run(scope.join());
        QCOMPARE(names, (QStringList{u"b"_s, u"c"_s, u"gone, 1 missed"_s}));
        QStringList now;
        object = std::make_unique<QObject>();
        object->setObjectName(u"first"_s);
        scope.spawn(noteNamesFromNow(object.get(), &now));
        object->setObjectName(u"second"_s);
        settle();
        object.reset();
        run(scope.join());
        QCOMPARE(now, (QStringList{u"first"_s, u"second"_s}));
        const VirtualClock clock;
        QCOMPARE(run(beats()), 5u);
    }
    void signalsOfWidgetsAndThreads()
    {
        QPushButton start;
        QAction pause;
        pause.setCheckable(true);
        QLabel state;
        QStringList titles;
        QWindow window;
        Scope scope;
        scope.spawn(play(&start, &pause, &state));
        scope.spawn(livebelt::guide::followTitle(&window, &titles));
        QCOMPARE(state.text(), QString());
        start.click();
        QTRY_COMPARE(state.text(), u"playing"_s);
        pause.toggle();
        QTRY_COMPARE(state.text(), u"paused"_s);
        for (const QString &title : {u"a"_s, u"b"_s})
            window.setTitle(title);
        QTRY_COMPARE(titles, (QStringList{u"a"_s, u"b"_s}));
        QThread thread;
        connect(&thread, &QThread::started, &thread, &QThread::quit, Qt::DirectConnection);
        QVERIFY(run(runToTheEnd(&thread)));
        QVERIFY(thread.wait());
    }
    void socketsAndReplies()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->write("so: " + socket->readAll()); });
        });
        QCOMPARE(run(ask(u"127.0.0.1"_s, server.serverPort(), "why")), QByteArray("so: why"));
        QNetworkAccessManager manager;
        const QString path = file(u"large"_s, QByteArray(100'000, 'x'));
        QCOMPARE(run(sizeOf(&manager, QUrl::fromLocalFile(path))), 100'000);
    }
    void filesAndPrograms()
    {
        const QString path = file(u"log"_s, "hello\nerror 1\n");
        QByteArrayList errors;
        Scope scope;
        scope.spawn(watchLog(path, &errors));
        QVERIFY(runUntil([&errors] { return errors.size() == 1; }));
        file(u"log"_s, "error 2\n", QIODevice::Append);
        QVERIFY(runUntil([&errors] { return errors.size() == 2; }));
        QCOMPARE(errors, (QByteArrayList{"error 1", "error 2"}));
        QCOMPARE(run(sorted("b\nc\na\n")), QByteArray("c\nb\na\n"));
    }
    void channels()
    {
        QCOMPARE(run(exchange()), 5050);
        QCOMPARE(overrun().sent, 10u);
        QCOMPARE(overrun().dropped, 7u);
        QCOMPARE(overrun().depth, 3u);
    }
    void sharing()
    {
        const VirtualClock clock;
        Seen fast;
        Seen slow;
        run(watchTogether(countdown(100), &fast, &slow));
        QCOMPARE(fast.items, 100);
        QCOMPARE(fast.lagged, 0u);
        QVERIFY2(slow.items > 5 && slow.items < 20, qPrintable(QString::number(slow.items)));
        QCOMPARE(quint64(slow.items) + slow.lagged, 100u);
    }
    void operators()
    {
        const QString path = file(u"log"_s, "warning 1\nfine\nwarning 2\n");
        QCOMPARE(all(warnings(path)), (QByteArrayList{"warning 1", "warning 2"}));
        QCOMPARE(all(linesOfAll(twice(path))).size(), 6);
        const VirtualClock clock;
        QCOMPARE(all(fromBoth(numbers(3), numbers(3))), (QList<int>{0, 0, 1, 10, 2, 20}));
        const QList<std::vector<int>> two{{3, 2}, {1}};
        QCOMPARE(all(rows(countdown(3))), two);
        int attempts = 0;
        QCOMPARE(all(steadily([&attempts] { return attempt(&attempts); })), (QList<int>{10, 11, 20, 21}));
    }
    void recipes()
    {
        const VirtualClock clock;
        QCOMPARE(all(found(typing(), answer)), (QStringList{u"ab!"_s, u"abc!"_s}));
        const QList<double> means = all(smoothed(readings()));
        QVERIFY(means.size() >= 3);
        QVERIFY(means.first() > 7 && means.first() < means.last() && means.last() < 8);
        QCOMPARE(all(header(linesOf(pieces("a: 1\nb: 2\n\nbody\n"), 100))), (QByteArrayList{"a: 1", "b: 2"}));
        QCOMPARE(all(thenLive(numbers(2), numbers(3))), (QList<int>{0, 1, 0, 1, 2}));
        QCOMPARE(all(prices(values<int>({3}), values<int>({2, 5}))), (QList<int>{6, 15}));
        QCOMPARE(all(products(values<int>({2, 3}), values<int>({5, 7, 11}))), (QList<int>{10, 21}));
    }
    void moreOperators()
    {
        const VirtualClock clock;
        int seen = 0;
        QCOMPARE(all(steps(numbers(4) | map([](int i) { return i * i; }), &seen)), (QList<int>{0, 1, 3, 5}));
        QCOMPARE(seen, 4);
        QCOMPARE(all(converted(numbers(3), numbers(1) | map([](int) { return 7; }))), (QList<int>{0, 7, 14}));
        QCOMPARE(all(labels(words({u"speed"_s}), numbers(2), words({u"m/s"_s}))),
                 (QStringList{u"speed: 0 m/s"_s, u"speed: 1 m/s"_s}));
        int attempts = 0;
        QCOMPARE(all(orFromCache(attempt(&attempts), [] { return numbers(1); })), (QList<int>{10, 11, 0}));
        QCOMPARE(all(twoSecondsLater(countdown(2))), (QList<int>{2, 1}));
        QCOMPARE(clock.elapsed(), 4s);
        QCOMPARE(run(firstAbove(numbers(10), 6)), 7);
        QCOMPARE(run(firstAbove(numbers(3), 6)), -1);
        QCOMPARE(run(countOf(numbers(12))), std::size_t(12));
        qint64 total = 0;
        run(addUp(numbers(5), &total));
        QCOMPARE(total, 10);
        QCOMPARE(all(firstLinesOf(twice(file(u"a"_s, "one\n")))), (QByteArrayList{"one", "one"}));
    }
    void operatorsOverSignals()
    {
        QObject object;
        Channel<int> readings(4);
        QList<int> got;
        Scope scope;
        scope.spawn(collect(untilRenamed(readings.items(), &object), &got));
        int reading = 5;
        QVERIFY(readings.trySend(reading));
        settle();
        object.setObjectName(u"enough"_s);
        QVERIFY(runUntil([&scope] { return scope.isEmpty(); }));
        QCOMPARE(got, QList<int>{5});
    }
    void inTurn()
    {
        Semaphore places(1);
        QCOMPARE(run(firstLineInTurn(file(u"a"_s, "one\n"), &places)), QByteArray("one"));
        const VirtualClock clock;
        QCOMPARE(run(twoPayments()), 3);
        QVERIFY(run(startTogether()));
        RateLimiter limiter(2, 1s);
        QStringList sent;
        const auto before = clock.elapsed();
        run(sendSlowly({u"a"_s, u"b"_s, u"c"_s, u"d"_s}, &limiter, &sent));
        QCOMPARE(sent.size(), 4);
        QCOMPARE(clock.elapsed() - before, 1s);
    }
    void severalThingsAtOnce()
    {
        QCOMPARE(run(firstLinesOfTwo(file(u"a"_s, "one"), file(u"b"_s, "two"))), QByteArray("onetwo"));
        const VirtualClock clock;
        QCOMPARE(run(whoeverIsFirst(afterwards(1, 2s), afterwards(u"text"_s, 1s))), u"text"_s);
        QCOMPARE(run(whoeverIsFirst(afterwards(1, 1s), afterwards(u"text"_s, 2s))), u"1"_s);
        QCOMPARE(run(nextWord(words({u"heard"_s}), Channel<QString>(1))), u"heard"_s);
        QCOMPARE(run(fastest(afterwards(1, 2s), afterwards(2, 1s))), 2);
        QCOMPARE(clock.elapsed(), 3s);
        QCOMPARE(run(promptly(afterwards(u"yes"_s, 9s))), u"yes"_s);
        QCOMPARE(run(promptly(afterwards(u"yes"_s, 1h))), u"no answer"_s);
        QCOMPARE(clock.elapsed(), 22s);
        int silences = 0;
        QCOMPARE(run(patiently(countdown(2), &silences)), 3);
        QCOMPARE(silences, 4);
    }
    void threads()
    {
        Worker worker(u"guide"_s);
        QCOMPARE(run(countWords(worker.context(), u"one two three"_s)), 3);
        QCOMPARE(all(squaresFrom(worker.context(), numbers(4))), (QList<int>{0, 1, 4, 9}));
        Postbox home;
        int shown = 0;
        callFrom(
            &home, [] { return 42; }, [&shown](int result) { shown = result; });
        QCOMPARE(shown, 0);
        QVERIFY(runUntil([&shown] { return shown == 42; }));
        QCOMPARE(run(countWithAnActor(worker.context())), 3);
        QCOMPARE(run(countWithAnActor(nullptr)), 3);
    }
    void theCache()
    {
        const CacheStatistics statistics = run(lookUpTwice(file(u"a"_s, "one\n")));
        QCOMPARE(statistics.misses, 1u);
        QCOMPARE(statistics.shared, 1u);
        QCOMPARE(statistics.hits, 1u);
    }
    void otherLibraries()
    {
        QPromise<int> promise;
        promise.start();
        promise.addResult(4);
        promise.finish();
        QCOMPARE(run(afterFuture(promise.future())), 5);
        QCOMPARE(throughQCoro(), 42);
        QPromise<int> many;
        many.start();
        many.addResult(1);
        many.addResult(2);
        many.finish();
        QCOMPARE(run(sumOfResults(many.future())), 3);
        Scope scope;
        const QFuture<QByteArray> line = firstLineForOthers(&scope, file(u"a"_s, "one\n"));
        run(scope.join());
        QCOMPARE(line.result(), QByteArray("one"));
    }
    void timeAndInsight()
    {
        QVERIFY(anHourPasses());
        QVERIFY2(whatRuns().contains("waitAnHour"), whatRuns());
        QVERIFY2(whatRuns().contains("Sleep"), whatRuns());
        QCOMPARE(run(rightForms(numbers(5))), 3);
    }

private:
    static AsyncIterator<QString> words(QStringList list)
    {
        for (const QString &word : list)
            co_yield word;
    }
    static AsyncIterator<QByteArray> pieces(QByteArray bytes) { co_yield bytes; }
    static AsyncIterator<QString> twice(QString path)
    {
        co_yield path;
        co_yield path;
    }
    QString file(const QString &name, const QByteArray &bytes, QIODevice::OpenMode mode = QIODevice::WriteOnly) const
    {
        QFile opened(m_directory.filePath(name));
        if (!opened.open(mode) || opened.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(name));
        return opened.fileName();
    }

    QTemporaryDir m_directory;
};

QTEST_MAIN(tst_Guide)
#include "tst_Guide.moc"
