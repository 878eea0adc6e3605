// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/Framing.h"
#include "sources/parse/Item.h"

#include <vector>

namespace livebelt {

/// Cuts a stream of bytes into items, whatever the sizes of its pieces (but for Framing::Kind::Whole). Holds at most
/// Framing::longest bytes of an unfinished item, and one piece. No I/O; one thread.
///
///     cutter.add(piece);
///     while (cutter.next(item))
///         use(item);
class ItemCutter
{
public:
    explicit ItemCutter(Framing framing);

    /// The next piece; next() has said that there is nothing left of the one before.
    void add(QByteArray piece);
    /// The next item; false where more pieces are needed, and item is left alone.
    bool next(Item &item);
    /// Where nothing has come for patience(): what there is of a line, which the next item then continues, or with
    /// Framing::Kind::Idle the item; false where there is nothing to show. Others cannot be shown in part.
    bool pause(Item &item);
    /// Whether pause() may have something to show.
    bool canPause() const { return (isIdle() || (isLines() && m_size < 0)) && m_item.length > 0; }
    /// Whether what there is is an item as soon as pause() is called.
    bool endsBySilence() const { return isIdle() && m_item.length > 0; }
    std::chrono::milliseconds patience() const { return isIdle() ? m_framing.idle : lineIdle; }
    /// At the end of the pieces: what there is of an item in the middle; false where there is nothing.
    bool finish(Item &item);
    /// How many bytes of all that was added are in no item yet.
    qint64 unfinished() const { return m_item.length + m_header.size() + (m_piece.size() - m_at); }
    /// The stream begins anew, in the middle of a line that was given before.
    void continueLine() { m_continues = true; }
    bool isContinuing() const { return m_continues; }

private:
    bool isLines() const
    {
        return m_framing.kind == Framing::Kind::Line || m_framing.kind == Framing::Kind::CarriageReturn ||
               m_framing.kind == Framing::Kind::LineOrCounted;
    }
    bool isIdle() const { return m_framing.kind == Framing::Kind::Idle; }
    bool nextLine(Item &item);
    bool nextProgress(Item &item);
    /// Whether a line of progress has had its CR, and may get an LF.
    bool hasReturn() const { return m_framing.kind == Framing::Kind::CarriageReturn && m_last == '\r'; }
    void dropReturn();
    bool nextDelimited(Item &item);
    bool nextSized(Item &item);
    bool nextCounted(Item &item);
    bool nextPiece(Item &item);
    bool takeHeader();
    enum class Count { Found, Missing, Unfinished };
    Count takeCount();
    void skipLineEnd();
    void keep(const char *bytes, qsizetype count, qint64 most);
    void hand(Item &item, Item::End end);

    Framing m_framing;
    QByteArray m_piece;
    qsizetype m_at = 0;      ///< in m_piece
    Item m_item;             ///< so far; its length counts what was not kept, and with delimiters their begun one
    QByteArray m_header;     ///< of a length, so far
    qint64 m_size = -1;      ///< of the item, -1 until its header is there
    qsizetype m_matched = 0; ///< bytes of the delimiter that m_item ends with
    std::vector<qsizetype> m_fallBacks; ///< of the delimiter: Knuth, Morris and Pratt's failure function
    char m_last = 0;                    ///< the last byte of a line, kept or not
    bool m_continues = false;           ///< the next item does, the one before
    bool m_isPlain = false;             ///< the item has no count: it is a line
    bool m_wasCounted = false;          ///< the one before: a line end may follow it
};

} // namespace livebelt
