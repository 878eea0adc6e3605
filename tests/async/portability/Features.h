// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Task.h>

#include <QByteArray>
#include <vector>

namespace livebelt::test {

/// Something that works on every event loop: a task that yields true.
struct Feature
{
    QByteArray name;
    async::Task<bool> (*task)();
};

/// One for each part of the library.
std::vector<Feature> features();

} // namespace livebelt::test
