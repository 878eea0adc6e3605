// SPDX-License-Identifier: MIT
#include "tests/async/Support.h"
#include "tests/async/guide/Examples.h"
#include <livebelt/async/VirtualClock.h>
#include <livebelt/async/io/ReadFile.h>

namespace livebelt::guide {

// [belt]
AsyncIterator<int> countdown(int from)
{
    for (int i = from; i > 0; --i) {
        co_await sleepFor(1s);
        co_yield i;
    }
}
// [belt]

// [next]
Task<int> sum(AsyncIterator<int> numbers)
{
    int total = 0;
    while (auto number = co_await numbers.next())
        total += *number;
    co_return total;
}
// [next]

// [borrow]
Task<qint64> longest(AsyncIterator<Line> lines)
{
    qint64 length = 0;
    while (const Line *line = co_await lines.borrow())
        length = std::max(length, line->length);
    co_return length;
}
// [borrow]

// [failing]
AsyncIterator<QByteArray> records(AsyncIterator<Line> lines)
{
    while (auto line = co_await lines.next()) {
        if (line->isCut())
            throw std::runtime_error("a record is longer than a record may be");
        co_yield std::move(line->bytes);
    }
}
// [failing]

// [task]
Task<QByteArray> firstLine(QString path)
{
    auto lines = linesOf(readFile(path), 4096);
    auto line = co_await lines.next();
    if (!line)
        throw std::runtime_error("the file is empty");
    co_return line->bytes;
}
// [task]

// [owner]
class Ticker
{
public:
    Ticker() { m_scope.spawn(count()); }
    int seen() const { return m_seen; }

private:
    Task<void> count()
    {
        auto ticks = every(1s);
        while (auto tick = co_await ticks.next())
            ++m_seen;
    }

    int m_seen = 0;
    Scope m_scope; // the last member: its tasks end before what they use
};
// [owner]

static Task<void> pass(Clock::Duration time)
{
    co_await sleepFor(time);
}

int ticksSeen()
{
    const VirtualClock clock;
    const Ticker ticker;
    test::run(pass(3500ms));
    return ticker.seen();
}

// [join]
Task<void> noteFirstLine(QString path, QByteArrayList *to)
{
    const QByteArray line = co_await firstLine(path);
    to->append(line);
}

Task<void> firstLines(QStringList paths, QByteArrayList *to)
{
    Scope scope;
    for (const QString &path : paths)
        scope.spawn(noteFirstLine(path, to));
    co_await scope.join(); // throws the first error; the others are cancelled by then
}
// [join]

} // namespace livebelt::guide
