// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/AddressGuess.h"
#include "model/records/FeedDescription.h"
#include "model/records/Result.h"
#include <livebelt/async/Task.h>

#include <QStringList>

namespace livebelt {

/// Understands more than whole addresses: a path, ~, a file that is there, host:port with or without what follows, a
/// #channel, a page of the web, a device, a capture. A value.
class AddressGuesser
{
public:
    explicit AddressGuesser(QList<FeedDescription> kinds);

    /// Looks which files there are, and asks nobody. known: the addresses of the feeds there are, the newest last: a
    /// #channel is one of the last IRC server among them.
    AddressGuess guess(const QString &text, const QStringList &known) const;

    /// Asks the server of a page, once and for 10 s at most, what it sends: the address of a feed, or what was found
    /// instead. In a thread with an async::Loop; where it is destroyed, the connection is dropped.
    static async::Task<Result<QString>> addressOfPage(QString page);

    /// A path as it stands behind "file:" and the like.
    static QString pathInAddress(QString path);

private:
    AddressGuess ofPath(const QString &path) const;
    AddressGuess ofPlace(const QString &host, int port, const QString &rest) const;

    QList<FeedDescription> m_kinds;
    QStringList m_schemes;
};

} // namespace livebelt
