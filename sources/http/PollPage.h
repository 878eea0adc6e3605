// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/http/ListChanges.h"
#include "sources/http/PollOptions.h"

#include <vector>

namespace livebelt {

/// What has changed on the pages that come one after the other: each compared with the one before (ListChanges). A page
/// that is no list is a list of one. One thread.
class PollPage
{
public:
    static constexpr size_t mostItems = 100'000; ///< of one page; the others are left out

    explicit PollPage(PollOptions options) : m_options(std::move(options)) {}

    struct News
    {
        std::vector<QByteArray> items; ///< in the order of time, as the options say; parts of the page
        bool isJson = false;           ///< whether it looks like that, at least
        size_t leftOut = 0;            ///< items of a page that has too many
        QString problem;               ///< why the items could not be found; for people
    };
    News read(const QByteArray &page);

    /// The last page, to be stored, so that a later run shows what has changed since; and back.
    QByteArray toBytes() const { return m_changes.toBytes(); }
    void fromBytes(const QByteArray &bytes) { m_changes.fromBytes(bytes); }

private:
    void collect(const QByteArray &page, News &news) const;
    quint64 key(const QByteArray &item) const;
    QByteArray identity(const QByteArray &item) const;

    PollOptions m_options;
    ListChanges m_changes;
    quint64 m_lastPage = 0; ///< its hash
};

} // namespace livebelt
