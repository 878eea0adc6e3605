// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ParserOptions.h"

#include <QStringList>

namespace livebelt {

/// What an address of the kind journal says:
/// journal:[?unit=ssh.service&identifier=sudo&priority=warning&boot=0&since=-1h&lines=10&directory=DIR|file=FILE|namespace=NAME]
struct JournalAddress
{
    static Result<JournalAddress> from(const FeedAddress &address);

    /// The numbers of the priorities that are wanted; none: all.
    QList<int> priorities() const;
    /// For people: "the journal of this computer".
    QString where() const;

    QStringList units;            ///< all where empty
    QStringList identifiers;      ///< SYSLOG_IDENTIFIER; all where empty
    QString priority;             ///< this one and what is more urgent, or a range; empty: all
    QString boot;                 ///< a number or an id (JournalBoots.h); empty: all
    QString since;                ///< as systemd.time(7); empty: lines says where to begin
    int lines = 10;               ///< of what was there before
    QString directory;            ///< of journal files, in place of the system's
    QStringList files;            ///< journal files, or globs, in place of the system's
    QString space;                ///< a namespace of journald; "*" for all; empty: the usual one
    ParserOptions parser;         ///< how messages are read; unit= is none of it here
    bool isReadingChosen = false; ///< the address says how; else only what log formats find in them is added
};

/// The whole name of a unit: a service where it does not say what it is, as with systemctl(1).
QString unitName(const QString &unit);

} // namespace livebelt
