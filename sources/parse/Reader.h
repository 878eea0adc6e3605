// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/Item.h"
#include "sources/parse/ItemFormat.h"
#include "sources/parse/ParserOptions.h"
#include <livebelt/async/io/Devices.h>

#include <chrono>
#include <memory>

namespace livebelt {

/// So long lines may take to come that belong to the record before them.
inline constexpr std::chrono::milliseconds recordIdle{250};

/// Makes records of what arrives in one feed: one of each item or message, with all its bytes in text or raw. May learn
/// from the first ones (a CSV header, or which format it is). An item that is not of the format that was asked for is a
/// text with the reason in its field "problem"; a message that is no text either shows its bytes in hexadecimal.
/// Does no I/O; one thread. received: microseconds UTC. Nothing here throws.
class Reader
{
public:
    /// options have been checked by ParserOptions::from().
    explicit Reader(const ParserOptions &options);

    /// Appends the record of an item of a stream. Blank lines and headers, too, are items; one that was shown in part
    /// is a text. Only an item that goes on in the next one (a quoted cell of CSV) gives nothing yet. Adds the Notices
    /// for one that was cut (Truncated) or ended in the middle.
    void take(const Item &item, qint64 received, Records &records);
    /// Nothing more comes: what was kept of an item that goes on in a next one is put aside.
    void finish(qint64 received, Records &records);
    /// Nothing has come for `recordIdle`: what it holds in case its next line continues it is whole.
    void pause(Records &records);
    bool holdsItem() const { return m_format->holdsItem(); }
    /// How many bytes it keeps of an unfinished item.
    qint64 unfinished() const { return m_kept.size(); }
    /// A new connection, or a new file, begins: a header comes again.
    void restart() { m_format->restart(); }

    /// Appends the record of a message, which is whole.
    void read(const QByteArray &message, qint64 received, Records &records);
    /// The same for one that may have been cut (Truncated), or ended in the middle: adds the Notices for that.
    void read(const async::Line &message, qint64 received, Records &records);

private:
    void closeKept(Records &records);
    bool readItem(const QByteArray &item, qint64 received, Records &records);
    Record unreadable(const QByteArray &item, qint64 received) const;
    void addRemark(qint64 received, Records &records);
    void settle(QByteArray original, size_t at, Records &records);

    std::unique_ptr<ItemFormat> m_format;
    QByteArray m_problem; ///< of an item that is not of the format; empty for auto
    RecordKind m_kind;
    bool m_isMixed;
    QByteArray m_kept;                         ///< what arrived of an unfinished item, with the ends of its lines
    Item::End m_keptEnd = Item::End::LineFeed; ///< of the last of them
    size_t m_settled = 0;                      ///< records of the items before the one that is taken
};

} // namespace livebelt
