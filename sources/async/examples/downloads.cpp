// SPDX-License-Identifier: MIT
// Downloads files, five at a time, each with three attempts; Ctrl+C ends it, and leaves no half of a file:
// downloads FOLDER URL...
#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/io/Network.h>
#include <livebelt/async/operators/FlatMap.h>
#include <livebelt/async/operators/Retry.h>
#include <livebelt/async/operators/Throttle.h>
#include <livebelt/async/operators/Timeout.h>
#include <livebelt/async/tasks/WhenAny.h>

#include <QCoreApplication>
#include <QDir>
#include <QNetworkAccessManager>
#include <QSaveFile>
#include <QTimer>
#include <csignal>
#include <cstdio>

using namespace livebelt::async;
using namespace std::chrono_literals;

static volatile std::sig_atomic_t isInterrupted = 0;

struct Progress
{
    int files = 0;
    int failed = 0;
    qint64 bytes = 0;
};

/// One attempt at a file; an item whenever there is more of it.
static AsyncIterator<Progress> attempt(QNetworkAccessManager *network, QUrl url, QDir folder, Progress *all)
{
    QSaveFile file(folder.filePath(url.fileName())); // takes its place in commit(); destroyed before that, it goes
    if (!file.open(QIODevice::WriteOnly))
        throw std::runtime_error(file.errorString().toStdString());
    ReplyPointer reply(network->get(QNetworkRequest(url)));
    auto pieces = body(std::move(reply)) | timeout(30s);
    while (auto piece = co_await pieces.next()) {
        file.write(*piece);
        all->bytes += piece->size();
        co_yield *all;
    }
    if (!file.commit())
        throw std::runtime_error(file.errorString().toStdString());
    ++all->files;
    co_yield *all;
}

static AsyncIterator<Progress> download(QNetworkAccessManager *network, QUrl url, QDir folder, Progress *all)
{
    auto again = [=] { return attempt(network, url, folder, all); };
    RetryPolicy policy;
    policy.attempts = 3;
    try {
        auto steps = retry(again, policy);
        while (auto step = co_await steps.next())
            co_yield *step;
    } catch (const std::exception &error) {
        ++all->failed;
        std::fprintf(stderr, "%s: %s\n", qPrintable(url.toString()), error.what());
    }
}

static AsyncIterator<QUrl> each(QList<QUrl> urls)
{
    for (const QUrl &url : urls)
        co_yield url;
}

static Task<Progress> downloadAll(QList<QUrl> urls, QDir folder)
{
    QNetworkAccessManager network;
    Progress all;
    auto start = [&network, &all, folder](QUrl url) { return download(&network, url, folder, &all); };
    auto progress = each(urls) | flatMap(start, 5) | throttle(200ms, Trailing::Deliver);
    while (auto now = co_await progress.next())
        std::printf("%d of %d files, %lld KiB\n", now->files, int(urls.size()), now->bytes / 1024);
    co_return all;
}

static Task<void> interrupted()
{
    auto ticks = every(50ms);
    while (auto tick = co_await ticks.next()) {
        if (isInterrupted)
            co_return;
    }
}

static Task<void> run(QList<QUrl> urls, QDir folder)
{
    auto first = co_await whenAny(downloadAll(urls, folder), interrupted()); // the other one is cancelled
    if (first.index() == 1)
        std::puts("interrupted");
    QCoreApplication::exit(first.index() == 0 && std::get<0>(first.take()).failed == 0 ? 0 : 1);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::signal(SIGINT, [](int) { isInterrupted = 1; });
    QList<QUrl> urls;
    for (int i = 2; i < argc; ++i)
        urls.append(QUrl(QString::fromLocal8Bit(argv[i])));
    Scope scope;
    const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
    QTimer::singleShot(0, [&] { scope.spawn(run(urls, folder)); }); // from the event loop, which it ends
    return QCoreApplication::exec();
}
