// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/CaptureReaders.h"
#include "model/capture/MarkFile.h"
#include "model/lists/RecordMarks.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Task.h>
#include <livebelt/async/Worker.h>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace livebelt {

/// The marks of the window's feeds, and the files that they are in: read as soon as it is known where a feed is
/// captured, written as they are set. UI thread. What has been set is written before it is destroyed.
class MarksOfFeeds
{
public:
    /// Says what went wrong with a file.
    using Complain = std::function<void(const QString &sentence)>;
    explicit MarksOfFeeds(Complain complain) : m_complain(std::move(complain)) {}
    ~MarksOfFeeds();

    RecordMarks &of(qint64 feed);
    /// Where the feed is captured; it may be told again and again.
    void setPlace(qint64 feed, const CapturePlace &place);
    void remove(qint64 feed);

private:
    struct Change
    {
        quint64 seq;
        std::optional<QString> note;
    };
    struct Entry
    {
        std::unique_ptr<RecordMarks> marks;
        QString file;
        qint64 created = 0; ///< its name in the file; 0: not known yet
        bool isAsked = false;
        std::vector<Change> waiting; ///< until it is known
    };
    async::Task<void> load(qint64 feed, CapturePlace place);
    void write(const Entry &entry, const Change &change);
    async::Task<void> tell(std::shared_ptr<QString> problem);

    Complain m_complain;
    std::map<qint64, Entry> m_entries;
    async::Worker m_thread{QStringLiteral("marks")};
    async::Scope m_tasks; ///< last: its tasks use the rest
};

} // namespace livebelt
