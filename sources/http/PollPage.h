// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/http/PollOptions.h"
#include "sources/http/SeenItems.h"

#include <optional>
#include <vector>

namespace livebelt {

/// What is new on the pages that come one after the other. Remembers the items by SeenItems, and the last page: of a
/// page that is no list, only a change is new. One thread.
class PollPage
{
public:
    explicit PollPage(PollOptions options) : m_options(std::move(options)) {}

    struct News
    {
        std::vector<QByteArray> items; ///< in the order of time, as the options say; parts of the page
        bool isJson = false;           ///< whether it looks like that, at least
        QString problem;               ///< why the items could not be found; for people
    };
    News read(const QByteArray &page);

private:
    void collect(const QByteArray &page, News &news) const;
    QByteArray identity(const QByteArray &item) const;

    PollOptions m_options;
    SeenItems m_seen;
    QByteArray m_lastPage; ///< its hash
};

} // namespace livebelt
