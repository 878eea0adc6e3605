// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/unpack/Unpacker.h"

#include <zlib.h>

namespace livebelt {

/// gzip (RFC 1952), or what zlib writes (RFC 1950), by zlib; members one behind the other, and the zeros a tape leaves
/// behind the last one.
class GzipUnpacker final : public Unpacker
{
public:
    static bool isMadeFor(const QByteArray &head) { return head.startsWith("\x1f\x8b"); }

    enum class Form { Gzip, Zlib };
    explicit GzipUnpacker(Form form = Form::Gzip);
    ~GzipUnpacker() override;

    void give(QByteArray packed) override;
    QByteArray take() override;
    bool isAtEnd() const override { return m_isBetween; }

private:
    bool beginMember();

    QByteArray m_packed; ///< m_stream points into it
    z_stream m_stream{};
    bool m_isBetween = true; ///< two members
    bool m_isFirst = true;
};

} // namespace livebelt
