// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/LogFormats.h"

#include <cstdio>
#include <ctime>

using namespace livebelt;

namespace {

/// Of this thread, whatever else runs here.
double cpuSeconds()
{
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

template<typename Work>
double nanosEach(Work work)
{
    constexpr int lines = 300'000;
    const double start = cpuSeconds();
    for (int i = 0; i < lines; ++i)
        work();
    return (cpuSeconds() - start) * 1e9 / lines;
}

struct Case
{
    QByteArray format; ///< empty: none has lines as this
    QByteArray line;
};

const std::vector<Case> cases{
    {"access",
     "192.0.2.7 - ann [30/Nov/2026:09:15:02 +0100] \"GET /a HTTP/1.1\" 500 12 \"-\" \"Mozilla/5.0 (X11; Linux "
     "x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\""},
    {"log4j", "2026-11-30 09:15:02,417 ERROR [main] c.e.Shop - order 17 failed, try again"},
    {"rfc3164", "Nov 30 09:15:02 web1 sshd[4242]: Accepted publickey for ann from 192.0.2.7 port 50122 ssh2"},
    {"postgresql",
     "2026-11-30 09:15:02.417 CET [4242] ann@shop ERROR:  relation \"orders\" does not exist at character 15"},
    {"docker-json",
     "{\"log\":\"order 17 failed, try again\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-30T09:15:02.123456789Z\"}"},
    {"iso", "2026-11-30 09:15:02 order 17 failed, try again"},
    {{}, "The quick brown fox jumps over the lazy dog, and nobody knows when or why it did."},
    {{}, "{\"temp\":21.5,\"hum\":40,\"battery\":87,\"room\":\"kitchen\"}"},
    {{}, "1.2,3.4,5.6,7.8"},
};

} // namespace

/// What it costs to find the format of a line among all, and to read the line, its time included: CPU, and how that
/// compares with copying the line.
int main()
{
    const double start = cpuSeconds();
    const LogFormats formats;
    std::printf("%zu formats made ready in %.0f ms\n", formats.all().size(), (cpuSeconds() - start) * 1e3);
    std::printf("%-12s %6s %22s %22s\n", "", "copied", "told", "read");
    std::vector<LogFormats::Format> found;
    for (const Case &each : cases) {
        qsizetype copied = 0;
        const double copying = nanosEach([&] { copied += QByteArray(each.line.constData(), each.line.size()).size(); });
        const double telling = nanosEach([&] { formats.candidates(each.line, found); });
        if ((found.empty() ? QByteArray() : found.front()->name()) != each.format || copied == 0)
            return 1;
        std::printf("%-12s %3.0f ns %5.0f ns %8.0f/s %4.1fx", each.format.isEmpty() ? "none" : each.format.constData(),
                    copying, telling, 1e9 / telling, telling / copying);
        if (const auto format = formats.find(each.format)) {
            LogReader reader(format, ZoneRule());
            LogReading reading;
            bool isRead = true;
            const double spent = nanosEach([&] { isRead &= reader.read(each.line, 1'796'126'400'000'000, reading); });
            if (!isRead || !reading.time)
                return 1;
            std::printf(" %5.0f ns %8.0f/s %4.1fx", spent, 1e9 / spent, spent / copying);
        }
        std::printf("\n");
    }
    return 0;
}
