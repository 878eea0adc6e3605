// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcMark.h"

#include <QByteArrayList>
#include <algorithm>
#include <array>

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
    mark.m_hashes = words[2];
    return mark;
}

QByteArray IrcMark::value(const IrcMark &other) const
{
    QByteArray text = QByteArray::number(m_time);
    text.reserve(text.size() + m_id.size() + m_hashes.size() + other.m_hashes.size() + 2);
    return text.append(' ').append(m_id).append(' ').append(m_hashes).append(other.m_hashes);
}

void IrcMark::take(qint64 time, QByteArrayView id, quint64 hash)
{
    if (m_time == noTime || time / second > m_time / second)
        m_hashes.clear();
    else if (time / second < m_time / second)
        return;
    const std::array<char, digits> text = inHex(hash);
    m_hashes.append(text.data(), digits);
    if (m_hashes.size() > mostHashes * digits)
        m_hashes.remove(0, digits);
    if (time >= m_time) {
        m_time = time;
        m_id = id.size() <= longestId ? id.toByteArray() : QByteArray();
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
    for (qsizetype at = 0; at + digits <= m_hashes.size(); at += digits) {
        if (QByteArrayView(m_hashes).sliced(at, digits) == QByteArrayView(text.data(), digits))
            return true;
    }
    if (m_time == noTime)
        return false;
    return time % second != 0 ? time < m_time : time / second < m_time / second;
}

} // namespace livebelt
