// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/io/Devices.h"
#include "sources/parse/ParserOptions.h"

#include <memory>

namespace livebelt {

/// Makes records of the items of one feed, one after the other; may learn from the first ones (a CSV header, or which
/// format it is). Does no I/O; one thread.
class ItemParser
{
public:
    ItemParser() = default;
    ItemParser(const ItemParser &) = delete;
    ItemParser &operator=(const ItemParser &) = delete;
    virtual ~ItemParser() = default;

    /// Appends what the item gives: usually one record, none for an empty line or a header. What cannot be understood
    /// becomes a Message with its text (and raw bytes, where it is no UTF-8) when the format was found by itself, and
    /// a Notice Quarantined with the bytes when it was asked for. Never throws. received: microseconds UTC.
    virtual void parse(const QByteArray &item, qint64 received, Records &records) = 0;
    /// A new connection, or a new file, begins: a header comes again.
    virtual void restart() {}
    /// Nothing more comes: what was kept of an item that goes on in a next one (a quoted cell of CSV) is put aside.
    virtual void finish([[maybe_unused]] qint64 received, [[maybe_unused]] Records &records) {}
};

/// format has been checked by ParserOptions::from().
std::unique_ptr<ItemParser> makeParser(const ParserOptions &options);

/// The same for a framed item: adds the Notices for one that was cut (Truncated) or ended in the middle.
void parseItem(ItemParser &parser, const async::Line &item, qint64 received, Records &records);

} // namespace livebelt
