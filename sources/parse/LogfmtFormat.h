// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/LogfmtPairs.h"

namespace livebelt {

/// Items that are pairs of a key and a value (LogfmtPairs.h).
class LogfmtFormat final : public ItemFormat
{
public:
    using Accepts = LogfmtPairs::Accepts;
    explicit LogfmtFormat(const ParserOptions &options, Accepts accepts = Accepts::AnyPair);

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;

private:
    LogfmtPairs m_pairs;
    Reading m_reading;
    Accepts m_accepts;
};

} // namespace livebelt
