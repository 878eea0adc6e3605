// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/feeds/Engine.h"
#include "app/feeds/FeedKinds.h"
#include "ui/Workspace.h"

#include <QCoreApplication>
#include <map>
#include <memory>

namespace livebelt {

/// Feeds that are tried out before they are added: nothing is captured, a few records are shown. UI thread.
class FeedTests
{
    Q_DECLARE_TR_FUNCTIONS(FeedTests)

public:
    using Report = std::function<void(const TestProgress &)>;
    FeedTests(const FeedKinds &kinds, async::Postbox &home, Report report);
    ~FeedTests();
    Q_DISABLE_COPY_MOVE(FeedTests)

    /// Ends by itself after 20 records, or 15 seconds, or when the feed ends or loses its connection.
    int start(const FeedAddress &address, const Credentials &credentials);
    void cancel(int id);

private:
    struct Running
    {
        TestProgress progress;
        std::unique_ptr<Engine> engine;
        int feed = 0; ///< in the engine
    };
    /// Secrets that nobody has typed are looked up first.
    async::Task<void> begin(int id, FeedAddress address, Credentials typed);
    Result<void> open(int id, const FeedAddress &address, const Credentials &credentials);
    void take(int id, const Records &sample);
    void finish(int id, const QString &problem);
    void end(int id);

    const FeedKinds &m_kinds;
    async::Postbox &m_home;
    Report m_report;
    std::map<int, Running> m_running;
    int m_lastId = 0;
    async::Scope m_beginning; ///< last: its tasks use the rest
};

} // namespace livebelt
