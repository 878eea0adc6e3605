// SPDX-License-Identifier: GPL-3.0-or-later
// sources/async/examples/downloads.cpp, as far as QCoro goes: nothing can be cancelled, so an interrupt ends the
// program with exit(), and a reply that stalls is given up by Qt's own timeout.
#include <QCoreApplication>
#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QQueue>
#include <QSaveFile>
#include <csignal>
#include <cstdio>
#include <qcoronetworkreply.h>
#include <qcorotask.h>
#include <qcorotimer.h>

using namespace std::chrono_literals;

static volatile std::sig_atomic_t isInterrupted = 0;

struct Progress
{
    int files = 0;
    int failed = 0;
    qint64 bytes = 0;
};

static QCoro::Task<> attempt(QNetworkAccessManager *network, QUrl url, QDir folder, Progress *all)
{
    QSaveFile file(folder.filePath(url.fileName()));
    if (!file.open(QIODevice::WriteOnly))
        throw std::runtime_error(file.errorString().toStdString());
    QNetworkRequest request(url);
    request.setTransferTimeout(30'000);
    const std::unique_ptr<QNetworkReply> reply(network->get(request));
    while (!reply->isFinished() || reply->bytesAvailable() > 0) {
        if (reply->bytesAvailable() == 0) {
            co_await qCoro(*reply).waitForReadyRead(30s);
            continue;
        }
        const QByteArray piece = reply->read(64 * 1024);
        file.write(piece);
        all->bytes += piece.size();
    }
    if (reply->error() != QNetworkReply::NoError)
        throw std::runtime_error(reply->errorString().toStdString());
    if (!file.commit())
        throw std::runtime_error(file.errorString().toStdString());
    ++all->files;
}

static QCoro::Task<> download(QNetworkAccessManager *network, QUrl url, QDir folder, Progress *all)
{
    std::chrono::milliseconds wait = 500ms;
    for (int i = 0; i < 3; ++i) {
        try {
            co_await attempt(network, url, folder, all);
            co_return;
        } catch (const std::exception &error) {
            if (i == 2) {
                ++all->failed;
                std::fprintf(stderr, "%s: %s\n", qPrintable(url.toString()), error.what());
                co_return;
            }
        }
        co_await QCoro::sleepFor(wait);
        wait *= 2;
    }
}

static QCoro::Task<> downloadSome(QNetworkAccessManager *network, QQueue<QUrl> *urls, QDir folder, Progress *all)
{
    while (!urls->isEmpty()) {
        const QUrl url = urls->dequeue();
        co_await download(network, url, folder, all);
    }
}

static QCoro::Task<> report(const Progress *all, int count)
{
    while (all->files + all->failed < count) {
        co_await QCoro::sleepFor(200ms);
        std::printf("%d of %d files, %lld KiB\n", all->files, count, all->bytes / 1024);
        if (isInterrupted) {
            std::puts("interrupted");
            std::exit(1);
        }
    }
}

static QCoro::Task<> run(QQueue<QUrl> urls, QDir folder)
{
    QNetworkAccessManager network;
    Progress all;
    const int count = int(urls.size());
    std::vector<QCoro::Task<>> running;
    running.push_back(report(&all, count));
    for (int i = 0; i < 5; ++i)
        running.push_back(downloadSome(&network, &urls, folder, &all));
    for (auto &task : running)
        co_await task;
    QCoreApplication::exit(all.failed == 0 ? 0 : 1);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::signal(SIGINT, [](int) { isInterrupted = 1; });
    QQueue<QUrl> urls;
    for (int i = 2; i < argc; ++i)
        urls.append(QUrl(QString::fromLocal8Bit(argv[i])));
    run(urls, QDir(QString::fromLocal8Bit(argc > 1 ? argv[1] : ".")));
    return QCoreApplication::exec();
}
