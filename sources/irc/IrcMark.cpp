// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcMark.h"

#include <QByteArrayList>
#include <algorithm>
#include <charconv>

namespace livebelt {

namespace {

constexpr qint64 second = 1'000'000;
constexpr qsizetype digits = 8;
constexpr qsizetype mostHashes = 16;
constexpr qsizetype longestId = 200;

std::array<char, digits> inHex(quint64 hash)
{
    std::array<char, digits> text{};
    for (char &c : text) {
        c = "0123456789abcdef"[hash & 0xf];
        hash >>= 4;
    }
    return text;
}

} // namespace

std::optional<IrcMark> IrcMark::parse(const QByteArray &value)
{
    const QByteArrayList words = value.split(' ');
    bool isNumber = false;
    IrcMark mark;
    mark.m_time = words[0].toLongLong(&isNumber);
    if (!isNumber || words.size() != 3)
        return std::nullopt;
    // It may go to the server again, and a capture may come from anybody.
    const auto isPlain = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != 0x7f; };
    if (words[1].size() <= longestId && std::all_of(words[1].begin(), words[1].end(), isPlain))
        mark.m_id = words[1];
    mark.m_size = std::min(words[2].size(), qsizetype(mark.m_hashes.size())) / digits * digits;
    std::copy_n(words[2].begin(), mark.m_size, mark.m_hashes.begin());
    return mark;
}

QByteArray IrcMark::value(const IrcMark &other) const
{
    std::array<char, 24> number; // NOLINT(cppcoreguidelines-pro-type-member-init): written here
    const char *const end = std::to_chars(number.data(), number.data() + number.size(), m_time).ptr;
    QByteArray text((end - number.data()) + m_id.size() + m_size + other.m_size + 2, Qt::Uninitialized);
    char *to = std::copy_n(number.data(), end - number.data(), text.data()); // every message has one
    *to++ = ' ';
    to = std::copy(m_id.cbegin(), m_id.cend(), to);
    *to++ = ' ';
    to = std::copy_n(m_hashes.data(), m_size, to);
    std::copy_n(other.m_hashes.data(), other.m_size, to);
    return text;
}

void IrcMark::take(qint64 time, QByteArrayView id, quint64 hash)
{
    if (m_time == noTime || time / second > m_time / second)
        m_size = 0;
    else if (time / second < m_time / second)
        return;
    const std::array<char, digits> text = inHex(hash);
    const qsizetype excess = std::max<qsizetype>(0, m_size + digits - mostHashes * digits);
    std::copy(m_hashes.begin() + excess, m_hashes.begin() + m_size, m_hashes.begin());
    m_size -= excess;
    std::copy(text.begin(), text.end(), m_hashes.begin() + m_size);
    m_size += digits;
    if (time >= m_time) {
        m_time = time;
        m_id.resize(id.size() <= longestId ? id.size() : 0); // keeps its memory
        std::copy_n(id.begin(), m_id.size(), m_id.begin());
    }
}

void IrcMark::beginAt(qint64 time)
{
    if (m_time == noTime)
        m_time = time;
}

bool IrcMark::covers(qint64 time, quint64 hash) const
{
    if (time == noTime || isEmpty())
        return false;
    const std::array<char, digits> text = inHex(hash);
    for (qsizetype at = 0; at + digits <= m_size; at += digits) {
        if (hashes().sliced(at, digits) == QByteArrayView(text.data(), digits))
            return true;
    }
    if (m_time == noTime)
        return false;
    return time % second != 0 ? time < m_time : time / second < m_time / second;
}

} // namespace livebelt
