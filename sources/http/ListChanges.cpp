// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/ListChanges.h"

#include <QtEndian>
#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace livebelt {

namespace {

using Items = std::vector<quint64>;

/// The length of the longest end of before that is a beginning of now (Knuth, Morris, Pratt).
template<typename Before, typename Now>
size_t overlap(Before before, Before beforeEnd, Now now, size_t size)
{
    if (size == 0)
        return 0;
    std::vector<size_t> border(size, 0);
    size_t length = 0;
    for (size_t i = 1; i < size; ++i) {
        while (length > 0 && now[i] != now[length])
            length = border[length - 1];
        length += now[i] == now[length] ? 1 : 0;
        border[i] = length;
    }
    length = 0;
    for (; before != beforeEnd; ++before) {
        if (length == size)
            length = border[length - 1];
        while (length > 0 && now[length] != *before)
            length = border[length - 1];
        length += now[length] == *before ? 1 : 0;
    }
    return length;
}

std::vector<size_t> range(size_t from, size_t to)
{
    std::vector<size_t> numbers(to - from);
    std::iota(numbers.begin(), numbers.end(), from);
    return numbers;
}

} // namespace

std::vector<size_t> ListChanges::next(Items items, Order order)
{
    const Items &before = m_before;
    const size_t size = items.size();
    std::vector<size_t> fresh;
    size_t ahead = 0, back = 0;
    if (order != Order::None) {
        ahead = overlap(before.begin(), before.end(), items.begin(), size);
        back = overlap(before.rbegin(), before.rend(), items.rbegin(), size);
    }
    const bool movesBack = back > ahead || (back == ahead && order == Order::NewestFirst);
    const size_t common = std::max(ahead, back);
    const bool hasMovedOn = common > 0 && (common == before.size() || 2 * common >= std::max(size, before.size()));
    if (!hasMovedOn)
        fresh = counted(items);
    else
        fresh = movesBack ? range(0, size - common) : range(common, size);
    m_before = std::move(items);
    return fresh;
}

std::vector<size_t> ListChanges::counted(const Items &items) const
{
    std::unordered_map<quint64, size_t> left;
    for (const quint64 item : m_before)
        ++left[item];
    std::vector<size_t> fresh;
    for (size_t i = 0; i < items.size(); ++i) {
        const auto known = left.find(items[i]);
        if (known != left.end() && known->second > 0)
            --known->second;
        else
            fresh.push_back(i);
    }
    return fresh;
}

QByteArray ListChanges::toBytes() const
{
    const size_t count = std::min(m_before.size(), mostStored);
    QByteArray bytes;
    for (size_t i = 0; i < count; ++i) {
        const quint64 value = qToBigEndian(m_before[i]);
        bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
    }
    return bytes.toBase64();
}

void ListChanges::fromBytes(const QByteArray &bytes)
{
    const QByteArray raw = QByteArray::fromBase64(bytes);
    m_before.clear();
    for (qsizetype at = 0; at + qsizetype(sizeof(quint64)) <= raw.size(); at += sizeof(quint64))
        m_before.push_back(qFromBigEndian<quint64>(raw.constData() + at));
}

} // namespace livebelt
