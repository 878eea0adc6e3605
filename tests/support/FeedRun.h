// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Notice.h"
#include "sources/feed/Feed.h"
#include <livebelt/async/Scope.h>

namespace livebelt::test {

/// Opens a feed and takes every record as it comes.
class FeedRun
{
public:
    /// points: where the capture that is continued ends.
    FeedRun(const FeedKind &kind, const QString &address, const Credentials &credentials = {},
            const ResumePoints &points = {});
    ~FeedRun();

    bool isOpen() const { return bool(m_feed); }
    bool hasEnded() const { return m_ended; }
    const Records &records() const { return m_records; }
    /// What is no Notice.
    Records data() const;
    size_t dataCount() const { return m_data; }
    int count(NoticeType type) const;
    /// The text of the newest Notice of that type.
    QByteArray text(NoticeType type) const;

    bool waitForData(size_t count, int milliseconds = 30'000);
    bool waitFor(NoticeType type, int count = 1, int milliseconds = 30'000);
    bool waitForEnd(int milliseconds = 30'000);
    /// Awaits Feed::close(), and says how many milliseconds that took.
    qint64 close();
    /// Awaits Feed::send(); false, and sendError(), where that refuses.
    bool send(const QByteArray &payload, const QString &to = {});
    const QString &sendError() const { return m_sendError; }

private:
    async::Task<void> consume();
    async::Task<void> closeFeed(bool *done);
    async::Task<void> sendTo(Outgoing message, bool *done);

    std::unique_ptr<Feed> m_feed;
    Records m_records;
    size_t m_data = 0;
    QString m_sendError;
    bool m_ended = false;
    async::Scope m_scope;
};

} // namespace livebelt::test
