// SPDX-License-Identifier: GPL-3.0-or-later
// row_until_killed FOLDER SEED MICROSECONDS: appends to a row of small captures and says after each batch how far it is
// durable, until the time is over and it kills itself, wherever it is.
#include "app/capture/PatientSink.h"
#include "tests/capture/CaptureSupport.h"

#include <csignal>
#include <cstdio>
#include <random>
#include <sys/time.h>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

void die(int)
{
    kill(getpid(), SIGKILL);
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

    HistoryLimits limits;
    limits.fileBytes = 60'000;
    const auto sink = historySink(QString::fromLocal8Bit(argv[1]), limits, 1 << 20, true)();
    if (!sink)
        return fail(sink.error());
    const auto feed = (*sink)->addFeed(u"one"_s, u"test://one"_s, u"test"_s);
    if (!feed)
        return fail(feed.error());
    for (quint64 at = 0;;) {
        const quint64 count = 1 + random() % 300;
        FeedBatch batch = numberedBatch(*feed, at, count);
        at += count;
        if (const auto stored = (*sink)->append({&batch, 1}); !stored)
            return fail(stored.error());
        char line[64];
        const int length = snprintf(line, sizeof(line), "%llu\n", (*sink)->durable(*feed));
        if (write(STDOUT_FILENO, line, size_t(length)) != length)
            return 1;
    }
}
