// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/Item.h"
#include "sources/parse/ItemFormat.h"
#include "sources/parse/ParserOptions.h"
#include "sources/parse/formats/LineJoiner.h"
#include <livebelt/async/io/Devices.h>

#include <chrono>
#include <memory>
#include <optional>

namespace livebelt {

/// So long lines may take to come that belong to the record before them.
inline constexpr std::chrono::milliseconds recordIdle{250};

/// Makes records of what arrives in one feed: one of each item or message, with all its bytes in text or raw. May learn
/// from the first ones (a CSV header, or which format it is). An item that is not of the format that was asked for is a
/// text with the reason in its field "problem"; a message that is no text either shows its bytes in hexadecimal.
/// Lines that continue a record (LineJoiner.h) are of it, and of a stream it therefore holds a record of which more may
/// come: a line of a log, an error. Does no I/O; one thread. Nothing here throws.
class Reader
{
public:
    /// options have been checked by ParserOptions::from().
    explicit Reader(const ParserOptions &options);

    /// Appends the record of an item of a stream. Blank lines and headers, too, are items; one that was shown in part
    /// is a text. An item that goes on in the next one (a quoted cell of CSV), or that is held, gives nothing yet. Adds
    /// the Notices for one that was cut (Truncated) or ended in the middle.
    void take(const Item &item, Arrival arrival, Records &records);
    /// Nothing more comes: what was kept of an item that goes on in a next one is put aside.
    void finish(qint64 received, Records &records);
    /// So much of the stream has come for now: what it holds and is not likely to go on is given.
    void endPiece(Records &records);
    /// Nothing has come for `recordIdle`: what it holds in case its next line continues it is whole.
    void pause(Records &records);
    bool holdsItem() const { return m_held.has_value(); }
    /// How many bytes it keeps of an unfinished item.
    qint64 unfinished() const;
    /// A new connection, or a new file, begins: a header comes again.
    void restart() { m_format->restart(); }

    /// Appends the record of a message, which is whole.
    void read(const QByteArray &message, Arrival arrival, Records &records);
    /// The same for one that may have been cut (Truncated), or ended in the middle: adds the Notices for that.
    void read(const async::Line &message, Arrival arrival, Records &records);

private:
    /// A record of which more lines may come.
    struct Held
    {
        Record record; ///< of the first line
        Arrival arrival;
        QByteArray item;                     ///< the lines so far, with a line feed between them
        QByteArray original;                 ///< as they came
        Item::End end = Item::End::LineFeed; ///< of the last of them
        bool isJoined = false;               ///< there is more than one
        bool isRead = false;                 ///< by the format
        bool isDoubtful = false;             ///< only an error has more behind it, and it may be none
        bool isJson = false;                 ///< the first line of a JSON value
    };
    struct Waiting
    {
        Item item;
        Arrival arrival;
    };

    LineJoiner::Answer answerTo(const Item &item, qint64 received) const;
    bool mayGoOn() const;
    void join(const Item &item, Records &records);
    void begin(const Item &item, Arrival arrival, Records &records, bool isBeyond);
    bool hold(const Item &item, Arrival arrival, Records &records, bool isRead, bool isBeyond);
    bool readAgain(Held &held);
    void closeKept(Records &records);
    bool readItem(const QByteArray &item, Arrival arrival, Records &records);
    Record unreadable(const QByteArray &item, qint64 received) const;
    void addRemark(qint64 received, Records &records);
    void settle(QByteArray original, size_t at, Records &records);

    std::unique_ptr<ItemFormat> m_format;
    QByteArray m_problem; ///< of an item that is not of the format; empty for auto
    RecordKind m_kind;
    bool m_isMixed, m_joinsLines;
    QByteArray m_kept;                         ///< what arrived of an unfinished item, with the ends of its lines
    Item::End m_keptEnd = Item::End::LineFeed; ///< of the last of them
    size_t m_settled = 0;                      ///< records of the items before the one that is taken
    std::unique_ptr<const Continuation> m_onlyTraces; ///< outlives a move, as what m_joiner looks at has to
    std::unique_ptr<const Continuation> m_jsonLines;  ///< the same; null where no JSON is read
    LineJoiner m_joiner;
    std::optional<Held> m_held;
    std::vector<Waiting> m_blanks; ///< lines behind it, which are of it if the next one is
};

} // namespace livebelt
