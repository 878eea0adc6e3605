// SPDX-License-Identifier: MIT
#include <everything.h>

using namespace livebelt::async;

static int square(const Tick &tick)
{
    return int(tick.number * tick.number);
}

static Task<void> belt(int *items)
{
    auto squares = every(std::chrono::milliseconds(1)) | map(square) | take(3);
    while (auto item = co_await squares.next())
        *items += *item >= 0;
    QCoreApplication::quit();
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    int items = 0;
    Scope scope;
    scope.spawn(belt(&items));
    QCoreApplication::exec();
    std::printf("%d items\n", items);
    return items == 3 ? 0 : 1;
}
