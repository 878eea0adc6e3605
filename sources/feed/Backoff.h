// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <chrono>

namespace livebelt {

/// How long to wait before the next attempt to connect: doubling from first to longest, each with a random part of a
/// half
/// ("equal jitter"), so that many clients of a server that comes back do not come back at once.
class Backoff
{
public:
    using Duration = std::chrono::milliseconds;
    explicit Backoff(Duration first = std::chrono::milliseconds(500), Duration longest = std::chrono::seconds(60));

    /// The wait before the next attempt.
    Duration next();
    /// Call when a connection that came up at since is lost: if it held for a good spell (30 s), the waits start small
    /// again.
    void connectionLost(std::chrono::steady_clock::time_point since);

private:
    Duration m_first;
    Duration m_longest;
    Duration m_step;
    QRandomGenerator m_random;
};

} // namespace livebelt
