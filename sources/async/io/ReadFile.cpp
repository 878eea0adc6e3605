// SPDX-License-Identifier: MIT
#include <livebelt/async/io/ReadFile.h>

#include <livebelt/async/io/Aside.h>
#include <livebelt/async/io/OpenFile.h>
#include <livebelt/async/io/Readiness.h>

#include <fcntl.h>

namespace livebelt::async {

AsyncIterator<QByteArray> readFile(QString path, qint64 chunk, qint64 from, EndOfFifo end)
{
    using detail::OpenFile;
    detail::Aside<OpenFile> file(path);
    std::optional<detail::Readiness> readable;
    const auto open = [from](OpenFile &f) {
        const bool isAlwaysReady = f.open(O_RDONLY);
        if (isAlwaysReady && from > 0)
            f.seek(from);
        return isAlwaysReady ? -1 : f.number();
    };
    const auto read = [maximum = qMax<qint64>(1, chunk)](OpenFile &f) { return f.read(maximum); };

    const auto reopen = [](OpenFile &f) { return f.reopen() ? f.number() : -1; };

    int toWaitFor = co_await file(open);
    if (toWaitFor >= 0) {
        readable.emplace(toWaitFor, QSocketNotifier::Read);
        co_await readable->wait(); // a FIFO without a writer would read as one that has ended
    }
    while (true) {
        std::optional<QByteArray> piece = co_await file(read);
        if (!piece) {
            co_await readable->wait();
            continue;
        }
        if (piece->isEmpty() && toWaitFor >= 0 && end == EndOfFifo::NextWriter) {
            readable.reset(); // before its descriptor is closed
            toWaitFor = co_await file(reopen);
            if (toWaitFor < 0)
                co_return;
            readable.emplace(toWaitFor, QSocketNotifier::Read);
            co_await readable->wait();
            continue;
        }
        if (piece->isEmpty())
            co_return;
        co_yield std::move(*piece);
    }
}

} // namespace livebelt::async
