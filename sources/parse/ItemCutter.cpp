// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/ItemCutter.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace livebelt {

namespace {

std::vector<qsizetype> fallBacks(const QByteArray &delimiter)
{
    std::vector<qsizetype> lengths(size_t(delimiter.size()), 0);
    for (qsizetype i = 1, matched = 0; i < delimiter.size(); ++i) {
        while (matched > 0 && delimiter[i] != delimiter[matched])
            matched = lengths[size_t(matched - 1)];
        if (delimiter[i] == delimiter[matched])
            ++matched;
        lengths[size_t(i)] = matched;
    }
    return lengths;
}

} // namespace

ItemCutter::ItemCutter(Framing framing)
    : m_framing(std::move(framing))
    , m_size(m_framing.kind == Framing::Kind::Fixed ? m_framing.size : -1)
    , m_fallBacks(fallBacks(m_framing.delimiter))
{
}

void ItemCutter::add(QByteArray piece)
{
    m_piece = std::move(piece);
    m_at = 0;
}

bool ItemCutter::next(Item &item)
{
    if (m_at >= m_piece.size())
        return false;
    switch (m_framing.kind) {
    case Framing::Kind::Line:
        return nextLine(item);
    case Framing::Kind::CarriageReturn:
        return nextProgress(item);
    case Framing::Kind::Delimiter:
        return nextDelimited(item);
    case Framing::Kind::Length:
    case Framing::Kind::Fixed:
        return nextSized(item);
    case Framing::Kind::OctetCounted:
    case Framing::Kind::LineOrCounted:
        return nextCounted(item);
    case Framing::Kind::Idle:
        keep(m_piece.constData() + m_at, m_piece.size() - m_at, m_framing.longest);
        return false;
    case Framing::Kind::Whole:
        return nextPiece(item);
    }
    return false;
}

bool ItemCutter::finish(Item &item)
{
    if (!m_header.isEmpty()) {
        m_item.bytes = std::exchange(m_header, {});
        m_item.length = m_item.bytes.size();
    }
    if (m_item.length == 0)
        return false;
    m_item.bytes.truncate(m_framing.longest);
    m_matched = 0;
    if (hasReturn()) {
        dropReturn();
        hand(item, Item::End::CarriageReturn);
    } else {
        hand(item, isIdle() ? Item::End::Other : Item::End::Stop);
    }
    return true;
}

bool ItemCutter::pause(Item &item)
{
    if (!canPause())
        return false;
    if (isIdle()) {
        hand(item, Item::End::Other);
    } else if (hasReturn()) {
        dropReturn();
        hand(item, Item::End::CarriageReturn);
    } else {
        hand(item, Item::End::Pause);
        m_continues = true;
    }
    return true;
}

/// Takes count bytes into the item, of which most are kept in all.
void ItemCutter::keep(const char *bytes, qsizetype count, qint64 most)
{
    m_item.bytes.append(bytes, qMin<qint64>(count, qMax<qint64>(0, most - m_item.bytes.size())));
    m_item.length += count;
    m_at += count;
}

void ItemCutter::hand(Item &item, Item::End end)
{
    item = std::exchange(m_item, {});
    item.end = end;
    item.continues = std::exchange(m_continues, false);
    m_last = 0;
    m_isPlain = false;
    if (m_framing.kind != Framing::Kind::Fixed)
        m_size = -1;
}

bool ItemCutter::nextLine(Item &item)
{
    const char *start = m_piece.constData() + m_at;
    const qsizetype left = m_piece.size() - m_at;
    const auto *end = static_cast<const char *>(std::memchr(start, '\n', size_t(left)));
    const qsizetype length = end ? end - start : left;
    if (end && m_item.length == 0 && length <= m_framing.longest) { // most lines: whole, in one piece
        m_at += length + 1;
        const bool hasReturn = length > 0 && start[length - 1] == '\r';
        item = Item{QByteArray(start, length - hasReturn), length - hasReturn,
                    hasReturn ? Item::End::CarriageReturnLineFeed : Item::End::LineFeed, m_continues};
        m_continues = false;
        return true;
    }
    keep(start, length, m_framing.longest);
    if (length > 0)
        m_last = start[length - 1];
    if (!end)
        return false;
    ++m_at;
    if (m_last == '\r') {
        dropReturn();
        hand(item, Item::End::CarriageReturnLineFeed);
    } else {
        hand(item, Item::End::LineFeed);
    }
    return true;
}

/// The CR that is the last of the item so far.
void ItemCutter::dropReturn()
{
    --m_item.length;
    m_item.bytes.truncate(m_item.length);
}

/// Ends with LF, CR or CR LF; so a CR waits for what follows it.
bool ItemCutter::nextProgress(Item &item)
{
    if (m_last == '\r') {
        const bool isPair = m_piece[m_at] == '\n';
        m_at += isPair;
        dropReturn();
        hand(item, isPair ? Item::End::CarriageReturnLineFeed : Item::End::CarriageReturn);
        return true;
    }
    const QByteArrayView left = QByteArrayView(m_piece).sliced(m_at);
    const auto end = std::find_if(left.begin(), left.end(), [](char c) { return c == '\r' || c == '\n'; });
    const qsizetype length = end - left.begin();
    keep(left.data(), length, m_framing.longest);
    if (end == left.end())
        return false;
    if (*end == '\n') {
        ++m_at;
        hand(item, Item::End::LineFeed);
        return true;
    }
    keep("\r", 1, m_framing.longest);
    m_last = '\r';
    return m_at < m_piece.size() && nextProgress(item);
}

bool ItemCutter::nextDelimited(Item &item)
{
    const QByteArray &delimiter = m_framing.delimiter;
    const qint64 most = m_framing.longest + delimiter.size();
    while (m_at < m_piece.size()) {
        const char *start = m_piece.constData() + m_at;
        if (m_matched == 0) { // what cannot begin a delimiter
            const qsizetype left = m_piece.size() - m_at;
            const auto *begin = static_cast<const char *>(std::memchr(start, delimiter.front(), size_t(left)));
            keep(start, begin ? begin - start : left, most);
            if (!begin)
                return false;
            start = begin;
        }
        while (m_matched > 0 && *start != delimiter[m_matched])
            m_matched = m_fallBacks[size_t(m_matched - 1)];
        if (*start == delimiter[m_matched])
            ++m_matched;
        keep(start, 1, most);
        if (m_matched == delimiter.size()) {
            m_matched = 0;
            m_item.length -= delimiter.size();
            m_item.bytes.truncate(qMin(m_item.length, m_framing.longest));
            hand(item, Item::End::Other);
            return true;
        }
    }
    return false;
}

/// False where it is not all there.
bool ItemCutter::takeHeader()
{
    const qsizetype taken = qMin(m_framing.headerBytes - m_header.size(), m_piece.size() - m_at);
    m_header.append(m_piece.constData() + m_at, taken);
    m_at += taken;
    if (m_header.size() < m_framing.headerBytes)
        return false;
    quint64 size = 0;
    for (int i = 0; i < m_framing.headerBytes; ++i) {
        const auto byte =
            static_cast<unsigned char>(m_header[m_framing.isBigEndian ? i : m_framing.headerBytes - 1 - i]);
        size = size << 8 | byte;
    }
    m_header.clear();
    m_size = qint64(qMin<quint64>(size, std::numeric_limits<qint64>::max()));
    return true;
}

bool ItemCutter::nextSized(Item &item)
{
    if (m_size < 0 && !takeHeader())
        return false;
    keep(m_piece.constData() + m_at, qMin<qint64>(m_size - m_item.length, m_piece.size() - m_at), m_framing.longest);
    if (m_item.length < m_size)
        return false;
    hand(item, Item::End::Other);
    return true;
}

/// Goes on with the header, in which a message's own first bytes may be: only with those it is certain.
ItemCutter::Count ItemCutter::takeCount()
{
    constexpr qsizetype mostDigits = 10, mostPriority = 3;
    const bool needsPriority = m_framing.kind == Framing::Kind::LineOrCounted;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    for (; m_at < m_piece.size(); ++m_at) {
        const char c = m_piece[m_at];
        const qsizetype blank = m_header.indexOf(' ');
        const qsizetype behind = m_header.size() - blank - 1; // the blank, of a message's own bytes
        bool fits = false, isLast = false;
        if (blank < 0) {
            fits =
                m_header.isEmpty() ? isDigit(c) && c != '0' : (isDigit(c) && m_header.size() < mostDigits) || c == ' ';
            isLast = c == ' ' && !needsPriority;
        } else {
            isLast = c == '>' && behind > 1;
            fits = isLast || (behind == 0 ? c == '<' : isDigit(c) && behind <= mostPriority);
        }
        if (!fits)
            return Count::Missing;
        m_header += c;
        if (!isLast)
            continue;
        const qsizetype space = m_header.indexOf(' ');
        const qint64 size = m_header.first(space).toLongLong();
        const QByteArray begun = m_header.sliced(space + 1);
        ++m_at;
        if (size < begun.size())
            return Count::Missing;
        m_size = size;
        m_header.clear();
        m_item.length = begun.size();
        m_item.bytes = begun.left(m_framing.longest);
        return Count::Found;
    }
    return Count::Unfinished;
}

/// Some put one behind each counted message, too.
void ItemCutter::skipLineEnd()
{
    if (m_wasCounted && m_last == 0 && m_piece[m_at] == '\r') {
        m_last = '\r';
        ++m_at;
    }
    if (m_at == m_piece.size())
        return;
    if (m_wasCounted && m_piece[m_at] == '\n')
        ++m_at;
    m_wasCounted = false;
    m_last = 0;
}

bool ItemCutter::nextCounted(Item &item)
{
    if (m_size < 0 && !m_isPlain) {
        if (m_wasCounted)
            skipLineEnd();
        const Count count = m_continues ? Count::Missing : takeCount();
        if (count == Count::Unfinished)
            return false;
        m_isPlain = count == Count::Missing;
        if (m_isPlain && !m_header.isEmpty()) {
            m_item.length = m_header.size();
            m_last = m_header.back();
            m_item.bytes = std::exchange(m_header, {}).left(m_framing.longest);
        }
    }
    if (m_isPlain) {
        if (m_at == m_piece.size())
            return false;
        const bool isThere = nextLine(item);
        m_isPlain = !isThere;
        return isThere;
    }
    keep(m_piece.constData() + m_at, qMin<qint64>(m_size - m_item.length, m_piece.size() - m_at), m_framing.longest);
    if (m_item.length < m_size)
        return false;
    hand(item, Item::End::Other);
    m_wasCounted = true;
    return true;
}

bool ItemCutter::nextPiece(Item &item)
{
    item = {};
    item.end = Item::End::Other;
    item.length = m_piece.size();
    item.bytes = std::exchange(m_piece, {});
    item.bytes.truncate(m_framing.longest);
    return true;
}

} // namespace livebelt
