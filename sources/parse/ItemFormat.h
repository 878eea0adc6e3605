// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

namespace livebelt {

/// One format of items, which knows its own from those of others. One thread.
class ItemFormat
{
public:
    ItemFormat() = default;
    ItemFormat(const ItemFormat &) = delete;
    ItemFormat &operator=(const ItemFormat &) = delete;
    virtual ~ItemFormat() = default;

    /// Appends the record of the item, or nothing yet: a header, a comment, an item that goes on in the next one.
    /// False, with nothing appended, where it is not of this format. item is not empty, unless isUnfinished().
    /// received: microseconds UTC.
    virtual bool read(const QByteArray &item, qint64 received, Records &records) = 0;
    /// A new connection, or a new file, begins.
    virtual void restart() {}
    /// Whether it keeps an item that goes on in the next one, which may then be empty.
    virtual bool isUnfinished() const { return false; }
    /// Whether what it keeps is an item as it stands, unless the next one continues it: a log line before its stack
    /// trace.
    virtual bool holdsItem() const { return false; }
    virtual bool isContinuedBy(const QByteArray &, qint64) const { return false; }
    /// Appends the record of the item that it holds.
    virtual void complete(Records &) {}
    /// At the end: the bytes of an item that was not complete, which read() has kept.
    virtual QByteArray takeUnfinished() { return {}; }
    /// What a person should know of the items that follow, once; else empty.
    virtual QByteArray takeRemark() { return {}; }
};

} // namespace livebelt
