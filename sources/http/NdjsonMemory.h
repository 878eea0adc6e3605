// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/http/HttpCookies.h"
#include "sources/wire/HttpHead.h"

#include <memory>
#include <vector>

namespace livebelt {

/// Knows the items of an answer that has broken off, so that they are not taken twice when the same answer is given
/// again from its beginning. It is the same where the server says so, by ETag, Last-Modified or its length: what has
/// none of them may be a stream of what happens now, of which nothing may be left out. Memory is bounded: 8 bytes an
/// item, a million of them. A plain value.
class NdjsonMemory
{
public:
    static constexpr size_t most = 1 << 20;

    /// An answer begins. How many items of it have come already.
    size_t begin(const HttpHead &head);
    /// Notes the next item of the answer; whether it has come before. As soon as one is another, all are new.
    bool comesAgain(const QByteArray &item);
    /// The answer has broken off; otherwise the next one is new.
    void setBrokenOff() { m_isBrokenOff = true; }

    std::shared_ptr<HttpCookies> cookies = std::make_shared<HttpCookies>();

private:
    QByteArray m_mark; ///< what makes the answer known again; empty: nothing
    std::vector<quint64> m_items;
    size_t m_known = 0; ///< of them come again
    size_t m_at = 0;    ///< the number of the next one
    bool m_isBrokenOff = false;
};

} // namespace livebelt
