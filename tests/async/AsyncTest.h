// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace livebelt::test {

/// What every test of the library asks of itself: after each function nothing runs on this thread any more.
class AsyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
};

} // namespace livebelt::test
