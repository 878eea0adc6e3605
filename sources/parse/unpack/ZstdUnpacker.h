// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/unpack/Unpacker.h"

#include <zstd.h>

namespace livebelt {

/// Zstandard (RFC 8878), by libzstd; frames one behind the other, skippable ones, too. One that needs more than 128 MB
/// of memory is refused.
class ZstdUnpacker final : public Unpacker
{
public:
    static bool isMadeFor(const QByteArray &head);

    ZstdUnpacker();

    void give(QByteArray packed) override;
    QByteArray take() override;
    bool isAtEnd() const override { return m_isBetween; }

private:
    struct Free
    {
        void operator()(ZSTD_DStream *stream) const { ZSTD_freeDStream(stream); }
    };

    QByteArray m_packed; ///< m_input points into it
    ZSTD_inBuffer m_input{};
    std::unique_ptr<ZSTD_DStream, Free> m_stream;
    bool m_isBetween = true; ///< two frames
    bool m_hasMore = false;  ///< the last piece was full: there may be more without further input
};

} // namespace livebelt
