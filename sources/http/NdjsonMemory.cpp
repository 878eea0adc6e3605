// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/NdjsonMemory.h"

#include "sources/http/StableHash.h"

#include <utility>

namespace livebelt {

namespace {

QByteArray markOf(const HttpHead &head)
{
    const QByteArray etag = head.value("ETag"), modified = head.value("Last-Modified");
    const QByteArray length = head.value("Content-Length");
    return etag.isEmpty() && modified.isEmpty() && length.isEmpty() ? QByteArray()
                                                                    : etag + '\n' + modified + '\n' + length;
}

} // namespace

size_t NdjsonMemory::begin(const HttpHead &head)
{
    const QByteArray mark = markOf(head);
    const bool isSame = std::exchange(m_isBrokenOff, false) && !mark.isEmpty() && mark == m_mark;
    m_mark = mark;
    m_at = 0;
    if (!isSame)
        m_items.clear();
    m_known = m_items.size();
    return m_known;
}

bool NdjsonMemory::comesAgain(const QByteArray &item)
{
    if (m_mark.isEmpty() || m_at >= most)
        return false;
    const quint64 hash = StableHash().add(item).value();
    const size_t at = m_at++;
    if (at < m_known && m_items[at] == hash)
        return true;
    if (at < m_items.size()) {
        m_items.resize(at);
        m_known = at;
    }
    m_items.push_back(hash);
    return false;
}

} // namespace livebelt
