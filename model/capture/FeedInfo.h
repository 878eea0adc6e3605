// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QString>

namespace livebelt {

/// The books of one feed. At every commit: received == stored + quarantined + dropped.
struct FeedCounters
{
    quint64 received = 0;    ///< items that came from the source
    quint64 stored = 0;      ///< records kept that are no Notice
    quint64 quarantined = 0; ///< items that could not be understood: Notices that hold their bytes
    quint64 dropped = 0;     ///< items lost in a full buffer: the sum of what the Notices say
    quint64 gaps = 0;        ///< connections lost: Disconnected Notices

    /// Counts a record or Notice that is stored; received is counted by whoever received it.
    void add(const Record &record);
    void add(const FeedCounters &more);
    quint64 waiting() const { return received - stored - quarantined - dropped; } ///< 0 in a capture
    bool addUp() const { return received == stored + quarantined + dropped; }
};

/// How many items from the source a record or Notice stands for: itself, one that was quarantined, or those that the
/// Notice says were dropped, wherever that was.
quint64 itemCount(const Record &record);

/// One feed of a capture.
struct FeedInfo
{
    qint64 id = 0;
    QString name;
    QString address;           ///< FeedAddress::toString()
    QString kind;              ///< FeedDescription::kind
    qint64 created = 0;        ///< when it was first added, microseconds since 1970 UTC: the same in each file of a row
    quint64 first = 0;         ///< the oldest seq here; 0 while there is none
    quint64 count = 0;         ///< the newest seq, of records and Notices; where there is none here, of those before
    quint64 durable = 0;       ///< the newest seq that survives a power cut
    qint64 firstTime = noTime; ///< arrival of the first record, microseconds since 1970 UTC; noTime while there is none
    qint64 lastTime = noTime;  ///< arrival of the newest record
    FeedCounters counters;

    /// Records and Notices that are here, as their numbers say.
    quint64 records() const { return first == 0 || first > count ? 0 : count - first + 1; }
};

} // namespace livebelt
