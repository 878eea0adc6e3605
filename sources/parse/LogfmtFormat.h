// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/values/Reading.h"

namespace livebelt {

/// key=value pairs with spaces between them, as https://brandur.org/logfmt describes and Go's loggers write:
/// at=info msg="it \"works\"" ready. A word without '=' is a field that is "true".
class LogfmtFormat final : public ItemFormat
{
public:
    enum class Accepts {
        AnyPair,  ///< an item with at least one pair
        OnlyPairs ///< not more words than pairs, and a pair first
    };
    explicit LogfmtFormat(const ParserOptions &options, Accepts accepts = Accepts::AnyPair);

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;

private:
    QByteArrayView takeQuoted(QByteArrayView item, qsizetype &at);

    Reading m_reading;
    Accepts m_accepts;
    QByteArray m_unquoted; ///< of the values that are not as they stand in the item
};

} // namespace livebelt
