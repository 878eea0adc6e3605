// SPDX-License-Identifier: GPL-3.0-or-later
// capture_until_killed FILE SEED MICROSECONDS: appends to FILE and says after each batch how far each feed is durable,
// until the time is over and it kills itself, wherever it is. Meanwhile another thread makes the index.
#include "model/capture/BlockIndexer.h"
#include "tests/capture/CaptureSupport.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <random>
#include <sys/time.h>
#include <thread>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

void die(int)
{
    kill(getpid(), SIGKILL);
}

void makeIndex(const QString &path)
{
    std::unique_ptr<BlockIndexer> indexer;
    for (;;) {
        if (!indexer) {
            if (auto opened = BlockIndexer::open(path))
                indexer = std::move(*opened);
        }
        if (!indexer || !indexer->step().operator bool())
            std::this_thread::yield();
    }
}

int fail(const QString &why)
{
    fprintf(stderr, "%s\n", qPrintable(why));
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    std::mt19937 random(static_cast<unsigned>(QByteArray(argv[2]).toUInt()));
    std::signal(SIGALRM, die);
    itimerval timer = {};
    timer.it_value.tv_usec = QByteArray(argv[3]).toInt();
    setitimer(ITIMER_REAL, &timer, nullptr);

    auto writer = CaptureWriter::open(QString::fromLocal8Bit(argv[1]));
    if (!writer)
        return fail(writer.error());
    const auto first = (*writer)->addFeed(u"first"_s, u"test://first"_s, u"test"_s);
    const auto second = (*writer)->addFeed(u"second"_s, u"test://second"_s, u"test"_s);
    if (!first || !second)
        return fail(first.error() + second.error());
    std::thread(makeIndex, QString::fromLocal8Bit(argv[1])).detach();
    for (;;) {
        std::array<FeedBatch, 2> batches{numberedBatch(*first, (*writer)->end(*first), random() % 1000),
                                         numberedBatch(*second, (*writer)->end(*second), random() % 30)};
        if (auto stored = (*writer)->append(batches); !stored)
            return fail(stored.error());
        char line[64];
        const int length =
            snprintf(line, sizeof(line), "%llu %llu\n", (*writer)->durable(*first), (*writer)->durable(*second));
        if (write(STDOUT_FILENO, line, size_t(length)) != length)
            return 1;
    }
}
