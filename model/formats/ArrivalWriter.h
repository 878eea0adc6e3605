// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/RecordWriter.h"

namespace livebelt {

/// What arrived, as it arrived, byte for byte: the lines of a file, a program, a port, with their own ends and without
/// one where there was none (Arrival.h). Notices are left out, but for bytes that were put aside as no item of their
/// format. Items that were no lines (a message, a datagram, between delimiters) are a line each; a record without text
/// gives its value and unit, or its fields.
class ArrivalWriter final : public RecordWriter
{
public:
    void begin(TextBuilder &out) override;
    void write(TextBuilder &out, QByteArrayView feedName, const Record &record) override;
    bool leavesSomeOut() const override { return true; } // Notices

private:
    bool m_isInLine = false; ///< what was written last has no end yet
};

} // namespace livebelt
