// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <sys/types.h>

namespace livebelt::bench {

/// A program that is run to its end, and what it cost: by the operating system's own account.
class Child
{
public:
    struct Cost
    {
        double cpu = 0;  ///< seconds, user and system
        double wall = 0; ///< seconds
        double peak = 0; ///< MB of memory
        int status = -1;
    };

    /// Its output goes to /dev/null, its errors to ours.
    explicit Child(const QStringList &command);
    /// Blocks.
    Cost wait();

private:
    pid_t m_pid = -1;
    double m_start = 0;
};

double now();

} // namespace livebelt::bench
