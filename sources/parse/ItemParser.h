// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/Item.h"
#include "sources/parse/ParserOptions.h"
#include <livebelt/async/io/Devices.h>

#include <memory>

namespace livebelt {

/// Makes records of the items of one feed, one after the other; may learn from the first ones (a CSV header, or which
/// format it is). Does no I/O; one thread. received: microseconds UTC. Nothing here throws.
class ItemParser
{
public:
    explicit ItemParser(RecordKind kind) : m_kind(kind) {}
    ItemParser(const ItemParser &) = delete;
    ItemParser &operator=(const ItemParser &) = delete;
    virtual ~ItemParser() = default;

    /// Appends what the item of a stream gives, with all that arrived: text, or raw where that differs, and the marks
    /// of Arrival.h. At least one record for each item: blank lines and headers, too, are lines; an item that was shown
    /// in part is a text. Adds the Notices for one that was cut (Truncated) or ended in the middle.
    void take(const Item &item, qint64 received, Records &records);
    /// Nothing more comes: what was kept of an item that goes on in a next one (a quoted cell of CSV) is put aside.
    void finish(qint64 received, Records &records);
    /// How many bytes it keeps of an unfinished item.
    qint64 unfinished() const { return m_kept.size(); }
    /// A new connection, or a new file, begins: a header comes again.
    virtual void restart() {}

    /// Appends what a message gives: usually one record, none for an empty one or a header. What cannot be understood
    /// becomes a Message with its text (and raw bytes, where it is no UTF-8) when the format was found by itself, and
    /// a Notice Quarantined with the bytes when it was asked for.
    virtual void parse(const QByteArray &item, qint64 received, Records &records) = 0;

protected:
    /// Appends a record of what was kept of an unfinished item.
    virtual void putAside([[maybe_unused]] qint64 received, [[maybe_unused]] Records &records) {}
    virtual bool isInItem() const { return false; } ///< something is kept

private:
    void settle(QByteArray original, size_t at, Records &records);

    RecordKind m_kind;
    QByteArray m_kept;                         ///< what arrived of an unfinished item, with the ends of its lines
    Item::End m_keptEnd = Item::End::LineFeed; ///< of the last of them
    size_t m_settled = 0;                      ///< records of the items before the one that is taken
};

/// format has been checked by ParserOptions::from().
std::unique_ptr<ItemParser> makeParser(const ParserOptions &options);

/// parse() for an item that may have been cut (Truncated), or ended in the middle: adds the Notices for that.
void parseItem(ItemParser &parser, const async::Line &item, qint64 received, Records &records);

} // namespace livebelt
