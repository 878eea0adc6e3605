// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

#include <memory>
#include <vector>

namespace livebelt {

/// The kinds of feed this program knows; a new kind is registered by one line in FeedKinds.cpp.
class FeedKinds
{
public:
    FeedKinds();

    const std::vector<FeedKind> &all() const { return m_kinds; }
    QList<FeedDescription> descriptions() const;
    /// The kind an address belongs to, by its scheme. A scheme that is not known, and an option that the kind does not
    /// know, is a sentence with the nearest one there is.
    Result<const FeedKind *> find(const FeedAddress &address) const;
    /// What an address has loaded or run on this computer, as in "runs a program", or nothing.
    QString whatRuns(const FeedAddress &address) const;
    /// What they all read lines of logs by, a person's own among them.
    const std::shared_ptr<LogFormatsOnDemand> &logFormats() const { return m_logFormats; }

private:
    std::shared_ptr<LogFormatsOnDemand> m_logFormats;
    std::vector<FeedKind> m_kinds;
};

} // namespace livebelt
