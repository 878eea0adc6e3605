// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/parse/values/Arrival.h"

namespace livebelt {

class Continuation;

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
    virtual bool read(const QByteArray &item, Arrival arrival, Records &records) = 0;
    /// A new connection, or a new file, begins.
    virtual void restart() {}
    /// Whether it keeps an item that goes on in the next one, which may then be empty.
    virtual bool isUnfinished() const { return false; }
    /// Which lines belong to the record that was read last, if they follow it. Null: none, and nothing is waited for.
    virtual const Continuation *continuation() const { return nullptr; }
    /// Whether a line is the first of a record, whatever stands before it.
    virtual bool begins(QByteArrayView) const { return false; }
    /// Lines that follow the record that was read last belong to it: reads it again in all its lines, with a line feed
    /// between them. False, with nothing changed: it remains what its first line says.
    virtual bool readAgain(const QByteArray &, Arrival, Record &) { return false; }
    /// At the end: the bytes of an item that was not complete, which read() has kept.
    virtual QByteArray takeUnfinished() { return {}; }
    /// What a person should know of the items that follow, once; else empty.
    virtual QByteArray takeRemark() { return {}; }
};

} // namespace livebelt
