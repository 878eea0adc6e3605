// SPDX-License-Identifier: MIT
#include "Belt.h"

using namespace livebelt::async;

static int square(const Tick &tick)
{
    return int(tick.number * tick.number);
}

Belt::Belt()
{
    m_scope.spawn(run());
}

Task<void> Belt::run()
{
    int items = 0;
    auto squares = every(std::chrono::milliseconds(1)) | map(square) | take(3);
    while (auto item = co_await squares.next())
        items += *item >= 0;
    emit full(items);
}
