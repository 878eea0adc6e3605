// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/ParserOptions.h"

#include <memory>

namespace livebelt {

/// Items that are packed, each for itself (?decode=): what comes out of one is read by another format, as a whole. One
/// that cannot be unpacked is a text, or bytes, with the reason in its field "problem". raw is the item as it came.
class UnpackedFormat final : public ItemFormat
{
public:
    /// options have a packing.
    UnpackedFormat(const ParserOptions &options, std::unique_ptr<ItemFormat> format);

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;
    void restart() override { m_format->restart(); }
    QByteArray takeRemark() override { return m_format->takeRemark(); }

private:
    Record shown(const QByteArray &bytes, qint64 received, const QByteArray &problem) const;

    std::unique_ptr<ItemFormat> m_format;
    Packing m_packing;
    RecordKind m_kind;
    QByteArray m_unreadable; ///< why what came out is shown as it is; empty for auto
};

} // namespace livebelt
