// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/unpack/Unpacker.h"

#include <lzma.h>

namespace livebelt {

/// .xz, .lz and the older .lzma, by liblzma; streams one behind the other, too. One that needs more than 128 MB of
/// memory is refused.
class XzUnpacker final : public Unpacker
{
public:
    static bool isMadeFor(const QByteArray &head);

    XzUnpacker();
    ~XzUnpacker() override;

    void give(QByteArray packed) override;
    QByteArray take() override;
    void finish() override;
    bool isAtEnd() const override { return m_isAtEnd; }

private:
    QByteArray m_packed; ///< m_stream points into it
    lzma_stream m_stream = LZMA_STREAM_INIT;
    lzma_action m_action = LZMA_RUN;
    bool m_isAtEnd = false;
};

} // namespace livebelt
