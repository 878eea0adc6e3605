// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

namespace livebelt {

/// A text that is put together of many small pieces, again and again: keeps its memory, and each piece is one memcpy.
/// QByteArray looks at every piece whether it is shared, has room, and overlaps.
class TextBuilder
{
public:
    void clear() { m_size = 0; }
    bool isEmpty() const { return m_size == 0; }
    qsizetype size() const { return m_size; }
    char &at(qsizetype i) { return m_data[size_t(i)]; }
    QByteArrayView view() const { return {m_data.get(), m_size}; }
    /// A copy of its own, as long as it is.
    QByteArray copy() const { return {m_data.get(), m_size}; }

    TextBuilder &operator+=(char c)
    {
        *extend(1) = c;
        return *this;
    }
    /// piece is no part of this.
    TextBuilder &operator+=(QByteArrayView piece)
    {
        if (!piece.isEmpty())
            std::memcpy(extend(piece.size()), piece.data(), size_t(piece.size()));
        return *this;
    }
    /// Takes so many bytes off the end.
    void shorten(qsizetype by) { m_size -= by; }
    /// So many bytes more, for the caller to write.
    char *extend(qsizetype by)
    {
        if (m_room - m_size < by) [[unlikely]]
            enlarge(m_size + by);
        return m_data.get() + std::exchange(m_size, m_size + by);
    }

private:
    void enlarge(qsizetype least)
    {
        const qsizetype room = std::max<qsizetype>(2 * least, 256);
        auto data = std::make_unique_for_overwrite<char[]>(size_t(room));
        if (m_size > 0)
            std::memcpy(data.get(), m_data.get(), size_t(m_size));
        m_data = std::move(data);
        m_room = room;
    }

    std::unique_ptr<char[]> m_data;
    qsizetype m_size = 0, m_room = 0;
};

} // namespace livebelt
