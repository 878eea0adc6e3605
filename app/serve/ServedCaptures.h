// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/History.h"
#include <livebelt/async/Task.h>
#include <livebelt/async/Worker.h>

#include <QStringList>
#include <memory>
#include <unordered_map>

namespace livebelt {

/// A feed of a capture, by the name it is asked for.
struct ServedFeed
{
    QString name; ///< its own; where several have it, with "-2", "-3" behind
    QString capture;
    FeedInfo info;
};

/// Reads captures and folders of them on a thread of its own, those that are being written as well. Its tasks end
/// before it.
class ServedCaptures
{
public:
    explicit ServedCaptures(QStringList captures);
    ~ServedCaptures();
    Q_DISABLE_COPY_MOVE(ServedCaptures)

    /// All feeds of all captures that can be read just now.
    async::Task<std::vector<ServedFeed>> feeds();
    /// Some records from firstSeq on, about 1 MB of them; none at the end. The capture may have gone: then none, too.
    async::Task<Records> page(QString capture, qint64 feed, quint64 firstSeq);
    /// The first record at or after that time (microseconds since 1970 UTC), or the one that comes next.
    async::Task<quint64> seqAtTime(QString capture, qint64 feed, qint64 time);

private:
    struct Open ///< on the thread
    {
        std::unordered_map<QString, std::unique_ptr<History>> histories;
        History *history(const QString &capture);
    };

    const QStringList m_captures;
    async::Worker m_thread;
    std::unique_ptr<Open> m_open;
};

} // namespace livebelt
