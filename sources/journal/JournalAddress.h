// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"

#include <QStringList>

namespace livebelt {

/// What an address of the kind journal says:
/// journal:[?unit=ssh.service&identifier=sudo&priority=warning&since=-1h&lines=10&directory=DIR|file=FILE]
struct JournalAddress
{
    static Result<JournalAddress> from(const FeedAddress &address);

    /// For journalctl(1). cursor: of the entry after which to go on; empty for the beginning that the address asks for.
    /// now: microseconds UTC, where lines is 0: what is written while journalctl starts is not missed.
    QStringList arguments(const QByteArray &cursor, qint64 now) const;
    /// The same journal and choice, but only what journalctl tells of its files: to see whether they can be read.
    QStringList headerArguments() const;
    /// For people: "the journal of this computer".
    QString where() const;

private:
    QStringList choice() const;

public:
    QStringList units;       ///< all where empty
    QStringList identifiers; ///< SYSLOG_IDENTIFIER; all where empty
    QString priority;        ///< this one and what is more urgent, as journalctl writes it; empty: all
    QString since;           ///< as systemd.time(7); empty: lines says where to begin
    int lines = 10;          ///< of what was there before
    QString directory;       ///< of journal files, in place of the system's
    QStringList files;       ///< journal files, or globs, in place of the system's
};

} // namespace livebelt
