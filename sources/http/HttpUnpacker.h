// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/unpack/Unpacker.h"

namespace livebelt {

/// Undoes the coding of a body: gzip, or none (RFC 9110, section 8.4). In pieces of 64 kB at most, however much comes
/// out of little; memory is bounded. What is no gzip is noticed at its first bytes. Throws HttpError.
class HttpUnpacker
{
public:
    /// coding: of the header Content-Encoding.
    explicit HttpUnpacker(const QByteArray &coding);

    void give(QByteArray packed);
    /// The next piece of what was given; empty: it has all come.
    QByteArray take();
    /// Nothing more will be given: throws where something is missing.
    void finish() const;

private:
    QByteArray m_plain;                 ///< what was given last, where nothing is packed
    std::unique_ptr<Unpacker> m_packed; ///< null: it is not
};

} // namespace livebelt
