// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/ExportFormat.h"
#include "model/records/TextBuilder.h"

#include <memory>

namespace livebelt {

/// Packs a stream of bytes, in constant memory. What it makes is appended to the caller's buffer. One thread.
class Compressor
{
public:
    /// nullptr for Compression::None.
    static std::unique_ptr<Compressor> make(Compression compression);

    Compressor() = default;
    virtual ~Compressor() = default;
    Q_DISABLE_COPY_MOVE(Compressor)

    virtual void pack(QByteArrayView bytes, TextBuilder &out) = 0;
    /// All that was given can be unpacked from what there is then. Costs a little of the ratio each time.
    virtual void flush(TextBuilder &out) = 0;
    /// The end of the stream; nothing comes behind it.
    virtual void finish(TextBuilder &out) = 0;
};

} // namespace livebelt
