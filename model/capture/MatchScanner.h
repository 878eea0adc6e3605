// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/RecordPages.h"

#include <chrono>
#include <functional>
#include <memory>

namespace livebelt {

/// Finds the records of a range of one feed that match, stretch by stretch from one end to the other: only their
/// numbers. Blocks that the index says have nothing are not read. A search that takes longer is helped by a second
/// thread, which reads through pages of its own. One thread; destruction waits for the helper, some milliseconds.
class MatchScanner
{
public:
    enum class Order { NewestFirst, OldestFirst };
    struct Range
    {
        qint64 feed = 0;
        quint64 firstSeq = 1;
        quint64 lastSeq = 0; ///< 0: the newest at the start
    };
    /// What has been looked at. Stretches border on each other, from one end of the range to the other.
    struct Stretch
    {
        quint64 firstSeq = 0, lastSeq = 0;
        std::vector<quint64> seqs; ///< all of it that matches, ascending
    };
    /// Opens the pages of the helper, on its thread; called at most once. None: there is no helper.
    using OpenPages = std::function<std::unique_ptr<RecordPages>()>;

    /// Refers to pages and abort, which must outlive it; abort may be set from any thread.
    MatchScanner(RecordPages &pages, Range range, Filter filter, Order order, OpenPages openMore = {},
                 const std::atomic<bool> *abort = nullptr);
    ~MatchScanner();
    Q_DISABLE_COPY_MOVE(MatchScanner)

    /// Goes on until something has been found, or that time has passed, or a little more. nullopt: it has come to the
    /// end, was aborted or error() says why not.
    std::optional<Stretch> next(std::chrono::milliseconds patience = std::chrono::milliseconds(30));
    /// A sentence; empty where nothing went wrong.
    const QString &error() const { return m_error; }

private:
    class Work;
    class Helper;

    std::unique_ptr<Work> m_work; ///< null where there is nothing to look at
    std::unique_ptr<Helper> m_helper;
    RecordPages &m_pages;
    OpenPages m_openMore;
    std::chrono::steady_clock::time_point m_begin;
    QString m_error;
};

} // namespace livebelt
