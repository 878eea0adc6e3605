// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Notice.h"
#include "sources/feed/Feed.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/Scope.h>

#include <QByteArrayList>

namespace livebelt::test {

/// Opens a feed and takes its records; the test says which of them are durable. Destroying it is a kill: the other side
/// hears no goodbye, and what points() gives is what the capture would have.
class StoringRun
{
public:
    StoringRun(const FeedKind &kind, const QString &address, const Credentials &credentials = {},
               const ResumePoints &points = {});
    ~StoringRun();
    Q_DISABLE_COPY_MOVE(StoringRun)

    const Records &records() const { return m_records; }
    size_t dataCount() const { return m_data; }
    QByteArrayList texts() const; ///< of what is no Notice
    QByteArray text(NoticeType type) const;
    qint64 dropped() const; ///< as the Notices say
    /// How many records there are up to the one with that text.
    size_t positionOf(const QByteArray &text) const;

    /// The first count records are durable: noted for points(), and said to the feed.
    void store(size_t count);
    /// The same without saying it: the program is killed in between.
    void noteStored(size_t count);
    const ResumePoints &points() const { return m_points; }
    /// Takes nothing until release().
    void hold() { m_isHeld = true; }
    void release();

    bool waitForData(size_t count, int milliseconds = 30'000) const;
    bool waitFor(NoticeType type, int milliseconds = 30'000) const;

private:
    async::Task<void> consume();

    std::unique_ptr<Feed> m_feed;
    Records m_records;
    ResumePoints m_points;
    size_t m_data = 0, m_noted = 0;
    bool m_isHeld = false;
    async::Event m_released;
    async::Scope m_scope;
};

} // namespace livebelt::test
