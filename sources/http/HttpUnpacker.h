// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <zlib.h>

namespace livebelt {

/// Undoes the coding of a body: gzip, or none (RFC 9110, section 8.4). In pieces of 64 kB at most, however much comes
/// out of little; memory is bounded. What is no gzip is noticed at its first bytes. Throws HttpError.
class HttpUnpacker
{
public:
    /// coding: of the header Content-Encoding.
    explicit HttpUnpacker(const QByteArray &coding);
    ~HttpUnpacker();
    HttpUnpacker(const HttpUnpacker &) = delete;
    HttpUnpacker &operator=(const HttpUnpacker &) = delete;

    void give(QByteArray packed);
    /// The next piece of what was given; empty: it has all come.
    QByteArray take();
    /// Nothing more will be given: throws where something is missing.
    void finish() const;

private:
    bool m_isPacked;
    QByteArray m_bytes; ///< what was given last
    z_stream m_stream{};
    bool m_isInMember = false; ///< of which there may be several (RFC 1952, section 2.2)
    bool m_hasBegun = false;
};

} // namespace livebelt
