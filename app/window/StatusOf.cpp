// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/StatusOf.h"

namespace livebelt {

namespace {

void setBooks(FeedStatus &status, const FeedCounters &books)
{
    status.received = books.received;
    status.stored = books.stored;
    status.quarantined = books.quarantined;
    status.dropped = books.dropped;
}

} // namespace

FeedStatus statusOf(const FeedInfo &info, const QString &group)
{
    FeedStatus status;
    status.name = info.name;
    status.address = info.address;
    status.kind = info.kind;
    status.group = group;
    status.state = FeedState::Ended;
    status.end = info.count;
    setBooks(status, info.counters);
    return status;
}

void updateStatus(FeedStatus &status, const FeedProgress::Snapshot &now)
{
    status.state = now.state;
    status.problem = now.problem;
    status.retryAt = now.retryAt;
    status.wantsPassword = now.wantsPassword;
    status.numeric = now.numeric;
    setBooks(status, booksOf(now));
}

FeedCounters booksOf(const FeedProgress::Snapshot &now)
{
    return {now.received, now.stored, now.quarantined, now.dropped};
}

} // namespace livebelt
