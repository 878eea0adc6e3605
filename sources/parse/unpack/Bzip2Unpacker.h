// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/unpack/Unpacker.h"

#include <bzlib.h>

namespace livebelt {

/// .bz2, by libbz2; streams one behind the other, too.
class Bzip2Unpacker final : public Unpacker
{
public:
    static bool isMadeFor(const QByteArray &head);

    Bzip2Unpacker();
    ~Bzip2Unpacker() override;

    void give(QByteArray packed) override;
    QByteArray take() override;
    bool isAtEnd() const override { return m_isBetween; }

private:
    void begin();

    QByteArray m_packed; ///< m_stream points into it
    bz_stream m_stream{};
    bool m_isBetween = false; ///< two streams
};

} // namespace livebelt
