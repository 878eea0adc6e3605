// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/tasks/AsyncCache.h>

#include <QHostAddress>
#include <QList>
#include <QString>

namespace livebelt {

/// The addresses of hosts, asked for once by however many connections, and kept for a time: that of a feed, which
/// outlives its connections, so that one that reconnects does not ask again. An answer is kept for a minute, that there
/// is none for five seconds, as the network may just be coming up.
///
/// It may be made on any thread, but is used and destroyed on one. Safe to cancel: who leaves takes nothing from the
/// others, and the last one takes the question back. Destroying it throws async::CacheGone at those who wait.
class HostNames
{
public:
    /// In the order in which they are to be tried; empty: there is no such host, or nobody who knows.
    using Addresses = QList<QHostAddress>;
    using LookUp = std::function<async::Task<Addresses>(QString name)>;

    static constexpr std::chrono::seconds timeToLive{60};
    static constexpr std::chrono::seconds negativeTimeToLive{5};

    /// Asks what the system asks.
    HostNames();
    explicit HostNames(LookUp lookUp);

    async::Task<Addresses> addresses(QString name);
    async::CacheStatistics statistics() const { return m_cache.statistics(); }

private:
    /// An empty optional is what the cache keeps for the shorter time.
    async::AsyncCache<QString, std::optional<Addresses>> m_cache;
};

} // namespace livebelt
