// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"

#include <livebelt/async/LiveTasks.h>

#include <QTest>

namespace livebelt::test {

void AsyncTest::cleanup()
{
    const auto left = async::liveTasks();
    QVERIFY2(left.empty(), async::describe(left));
}

} // namespace livebelt::test
