// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/unpack/Unpacker.h"

#include <lz4frame.h>

namespace livebelt {

/// .lz4, by liblz4: the frames that the program lz4 writes, one behind the other, too.
class Lz4Unpacker final : public Unpacker
{
public:
    static bool isMadeFor(const QByteArray &head) { return head.startsWith("\x04\x22\x4d\x18"); }

    Lz4Unpacker();
    ~Lz4Unpacker() override;

    void give(QByteArray packed) override;
    QByteArray take() override;
    bool isAtEnd() const override { return m_isBetween; }

private:
    QByteArray m_packed;
    qsizetype m_at = 0; ///< in m_packed
    LZ4F_dctx *m_context = nullptr;
    bool m_isBetween = false; ///< two frames
    bool m_hasMore = false;   ///< the last piece was full: there may be more without further input
};

} // namespace livebelt
