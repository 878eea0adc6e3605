// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlKind.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/sql/OdbcSource.h"
#include "sources/sql/RowResume.h"
#include "sources/sql/SqlConnection.h"
#include "sources/sql/SqlDescriptions.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

Result<std::unique_ptr<Feed>> openSql(const FeedAddress &address, const Credentials &credentials)
{
    auto parsed = SqlAddress::from(address);
    if (!parsed)
        return Failure{parsed.error()};
    auto options = NetworkOptions::from(address, credentials);
    if (!options)
        return Failure{options.error()};
    const auto progress = std::make_shared<SqlProgress>();
    auto connect = [sql = *parsed, options = *options, credentials,
                    progress](ConnectionLog &log) -> std::unique_ptr<Connection> {
        auto job = std::make_shared<SqlJob>(sql, credentials, options, progress);
        return std::make_unique<SqlConnection>(log, std::move(job), !sql.after.isEmpty());
    };
    auto resume = [progress, after = parsed->after](const ResumePoints &points) {
        if (auto last = after.isEmpty() ? std::nullopt : resumeFrom(points, after, progress->seen))
            progress->last = std::move(last);
    };
    return std::unique_ptr<Feed>(
        std::make_unique<ConnectedFeed>(parsed->where(), std::move(connect), async::Backoff(), std::move(resume)));
}

} // namespace

std::vector<FeedKind> sqlKinds()
{
    std::vector<FeedKind> kinds;
    std::vector<KindBuilder> builders = sqlDescriptions();
    for (KindBuilder &kind : builders)
        kinds.push_back(kind.overflow(async::Overflow::Block).opens(&openSql));
    return kinds;
}

FeedKind sqlKind(const QString &name)
{
    std::vector<FeedKind> kinds = sqlKinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [&name](const FeedKind &kind) { return kind.description.kind == name; });
    return std::move(*found);
}

QString whatOdbcRuns(const FeedAddress &address)
{
    return whatSourceRuns(SqlAddress::fileOf(address));
}

} // namespace livebelt
