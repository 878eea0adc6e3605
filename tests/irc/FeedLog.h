// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Notice.h"
#include "sources/feed/Feed.h"
#include <livebelt/async/Scope.h>

#include <memory>

namespace livebelt::test {

/// Runs a feed as the program does and keeps what it gives.
class FeedLog
{
public:
    explicit FeedLog(std::unique_ptr<Feed> feed);
    ~FeedLog();

    const Records &records() const { return m_records; }
    bool hasEnded() const { return m_hasEnded; }
    /// The texts of the Messages said in channel, in order.
    QByteArrayList said(const QByteArray &channel) const;
    int count(NoticeType type) const;
    /// The last Notice of that type; an empty record where there is none.
    Record notice(NoticeType type) const;
    /// Whether we have been seen to join channel at least times times.
    bool hasJoined(const QByteArray &channel, int times = 1) const;
    bool hasEvent(const QByteArray &text) const;
    void close();
    bool isClosed() const { return m_isClosed; }
    /// All texts, for a failure message.
    QByteArray dump() const;

private:
    static async::Task<void> run(FeedLog *log, async::AsyncIterator<Record> items);
    static async::Task<void> closeFeed(FeedLog *log);

    std::unique_ptr<Feed> m_feed;
    Records m_records;
    bool m_hasEnded = false;
    bool m_isClosed = false;
    async::Scope m_scope;
};

/// Where a feed goes on after these, as a capture keeps it: the newest of each key.
ResumePoints pointsOf(const FeedLog &log);

} // namespace livebelt::test
