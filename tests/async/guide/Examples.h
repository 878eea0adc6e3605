// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Channel.h>
#include <livebelt/async/Task.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/io/Devices.h>
#include <livebelt/async/operators/Received.h>
#include <livebelt/async/sync/Latch.h>
#include <livebelt/async/sync/Mutex.h>
#include <livebelt/async/sync/RateLimiter.h>
#include <livebelt/async/sync/Semaphore.h>
#include <livebelt/async/tasks/CacheOptions.h>

#include <QFuture>
#include <QNetworkAccessManager>
#include <QUrl>

class QAction;
class QLabel;
class QPushButton;
class QWindow;

namespace livebelt::guide {

using namespace livebelt::async;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// Belt.cpp
AsyncIterator<int> countdown(int from);
Task<int> sum(AsyncIterator<int> numbers);
Task<qint64> longest(AsyncIterator<Line> lines);
AsyncIterator<QByteArray> records(AsyncIterator<Line> lines);
Task<QByteArray> firstLine(QString path);
int ticksSeen(); ///< of a Ticker, in 3.5 s
Task<void> firstLines(QStringList paths, QByteArrayList *to);

// Signals.cpp
Task<void> play(QPushButton *start, QAction *pause, QLabel *state);
Task<void> followTitle(QWindow *window, QStringList *titles);
Task<bool> runToTheEnd(QThread *thread);
Task<void> noteNames(const QObject *object, QStringList *names);

// Waiting.cpp
Task<void> noteNamesFromNow(QObject *object, QStringList *names);
Task<quint64> beats();
Task<QByteArray> ask(QString host, quint16 port, QByteArray question);
Task<qint64> sizeOf(QNetworkAccessManager *manager, QUrl url);
Task<void> watchLog(QString path, QByteArrayList *errors);
Task<QByteArray> sorted(QByteArray lines);

// Queues.cpp
Task<int> exchange();
BufferStatistics overrun();
struct Seen
{
    int items = 0;
    quint64 lagged = 0;
};
Task<void> watchTogether(AsyncIterator<int> readings, Seen *fast, Seen *slow);

// Operators.cpp
AsyncIterator<QByteArray> warnings(QString path);
AsyncIterator<QByteArray> linesOfAll(AsyncIterator<QString> paths);
AsyncIterator<int> fromBoth(AsyncIterator<int> history, AsyncIterator<int> live);
AsyncIterator<std::vector<int>> rows(AsyncIterator<int> readings);
AsyncIterator<int> steadily(std::function<AsyncIterator<int>()> connect);

// Recipes.cpp
AsyncIterator<QString> found(AsyncIterator<QString> typed, std::function<AsyncIterator<QString>(QString)> search);
AsyncIterator<double> smoothed(AsyncIterator<double> readings);
AsyncIterator<QByteArray> header(AsyncIterator<Line> lines);
AsyncIterator<int> thenLive(AsyncIterator<int> history, AsyncIterator<int> live);
AsyncIterator<int> prices(AsyncIterator<int> amounts, AsyncIterator<int> rates);
AsyncIterator<int> products(AsyncIterator<int> a, AsyncIterator<int> b);

// MoreOperators.cpp
AsyncIterator<int> steps(AsyncIterator<int> positions, int *seen);
AsyncIterator<int> untilRenamed(AsyncIterator<int> readings, const QObject *object);
AsyncIterator<int> converted(AsyncIterator<int> prices, AsyncIterator<int> rates);
AsyncIterator<QString> labels(AsyncIterator<QString> names, AsyncIterator<int> numbers, AsyncIterator<QString> units);
AsyncIterator<int> orFromCache(AsyncIterator<int> live, std::function<AsyncIterator<int>()> cached);
AsyncIterator<QByteArray> firstLinesOf(AsyncIterator<QString> paths);
AsyncIterator<int> twoSecondsLater(AsyncIterator<int> frames);
Task<int> firstAbove(AsyncIterator<int> readings, int limit);
Task<std::size_t> countOf(AsyncIterator<int> readings);
Task<void> addUp(AsyncIterator<int> readings, qint64 *total);

// Sync.cpp
Task<QByteArray> firstLineInTurn(QString path, Semaphore *places);
Task<int> twoPayments();
Task<bool> startTogether();
Task<void> sendSlowly(QStringList messages, RateLimiter *limiter, QStringList *sent);

// Together.cpp
Task<QByteArray> firstLinesOfTwo(QString a, QString b);
Task<QString> whoeverIsFirst(Task<int> number, Task<QString> text);
Task<QString> nextWord(AsyncIterator<QString> received, Channel<QString> typed);
Task<int> fastest(Task<int> a, Task<int> b);
Task<QString> promptly(Task<QString> answer);
Task<int> patiently(AsyncIterator<int> items, int *silences);

// Threads.cpp
Task<int> countWords(QObject *context, QString text);
AsyncIterator<int> squaresFrom(QObject *context, AsyncIterator<int> numbers);
void callFrom(Postbox *home, std::function<int()> work, std::function<void(int)> show);

// Objects.cpp
Task<int> countWithAnActor(QObject *context);
Task<CacheStatistics> lookUpTwice(QString path);

// Scopes.cpp
AsyncIterator<QString> namesOf(const QObject *object);
Task<int> firstOfTwo(Task<int> one, Task<int> other);
std::unique_ptr<QObject> makeSearch(const QObject *field, QStringList *found);
int countdownAtOnce();
Task<int> bothWithin(TimeSpan time, Task<int> first, Task<int> second);
Task<bool> finishes(Task<int> work, std::stop_token token);

// Foreign.cpp
Task<int> afterFuture(QFuture<int> future);
Task<int> sumOfResults(QFuture<int> future);
QFuture<QByteArray> firstLineForOthers(Scope *scope, QString path);
int throughQCoro();

// Insight.cpp
bool anHourPasses();
QByteArray whatRuns();
Task<int> rightForms(AsyncIterator<int> items);

} // namespace livebelt::guide
