// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/io/Devices.h"
#include "sources/parse/Framing.h"

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
    bool next(async::Line &item);
    /// At the end of the pieces: what there is of an item in the middle, isWhole = false; false where there is nothing.
    bool finish(async::Line &item);

private:
    bool nextLine(async::Line &item);
    bool nextDelimited(async::Line &item);
    bool nextSized(async::Line &item);
    bool nextPiece(async::Line &item);
    bool takeHeader();
    void keep(const char *bytes, qsizetype count, qint64 most);
    void hand(async::Line &item);

    Framing m_framing;
    QByteArray m_piece;
    qsizetype m_at = 0;      ///< in m_piece
    async::Line m_item;      ///< so far; its length counts what was not kept, and with delimiters their begun one
    QByteArray m_header;     ///< of a length, so far
    qint64 m_size = -1;      ///< of the item, -1 until its header is there
    qsizetype m_matched = 0; ///< bytes of the delimiter that m_item ends with
    std::vector<qsizetype> m_fallBacks; ///< of the delimiter: Knuth, Morris and Pratt's failure function
    char m_last = 0;                    ///< the last byte of a line, kept or not
};

} // namespace livebelt
