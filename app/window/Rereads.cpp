// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Rereads.h"

#include "app/history/History.h"
#include <livebelt/async/Threads.h>
#include <livebelt/async/Worker.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>

namespace livebelt {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("Rereads", text);
}

Result<FeedInfo> infoOf(const QString &capture, qint64 feed)
{
    const Failure nothing{words("Nothing of it has been captured yet, so that there is nothing to read again")};
    if (feed == 0)
        return nothing;
    const auto reader = History::open(capture);
    if (!reader)
        return Failure{reader.error()};
    const auto feeds = (*reader)->feeds();
    if (!feeds)
        return Failure{feeds.error()};
    const auto found = std::find_if(feeds->begin(), feeds->end(), [feed](const FeedInfo &i) { return i.id == feed; });
    return found == feeds->end() ? Result<FeedInfo>(nothing) : *found;
}

} // namespace

async::Task<Result<Reread>> rereadOf(const FeedKinds *kinds, QString capture, qint64 feed, Reread::Options options)
{
    async::Worker thread(QStringLiteral("capture"));
    const auto look = [=] { return infoOf(capture, feed); };
    const Result<FeedInfo> info = co_await async::onThread(thread.context(), look);
    if (!info)
        co_return Failure{info.error()};
    co_return Reread::of(capture, *info, options, *kinds);
}

QString rereadPath(const QString &own, const QString &old)
{
    const QString base = QFileInfo(own).path() + u'/' + QFileInfo(old).completeBaseName();
    QString path = words("%1 read again.livebelt").arg(base);
    for (int n = 2; QFileInfo::exists(path); ++n)
        path = words("%1 read again %2.livebelt").arg(base).arg(n);
    return path;
}

} // namespace livebelt
