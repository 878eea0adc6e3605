// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/values/Reading.h"

namespace livebelt {

/// key=value pairs with spaces between them, as https://brandur.org/logfmt describes and Go's loggers write:
/// at=info msg="it \"works\"" ready. A word without '=' is a field that is "true". One thread.
class LogfmtPairs
{
public:
    enum class Accepts {
        AnyPair,  ///< a text with at least one pair
        OnlyPairs ///< not more words than pairs, and a pair first
    };

    /// The pairs that a message ends with: "request done status=200 dur=12ms". Keys are names, and commas may stand
    /// between them. False where it ends with none.
    bool addEndOf(Reading &reading, QByteArrayView text);

    /// False where it is none: then reading is as it was. The values belong to text and to this until the next call.
    bool addTo(Reading &reading, QByteArrayView text, Accepts accepts);

private:
    struct Pair
    {
        QByteArrayView key, value;
        enum class Type : quint8 { Word, Quoted, Untyped } type;
    };
    bool readEnd(QByteArrayView text);
    void addAll(Reading &reading) const;
    QByteArrayView takeQuoted(QByteArrayView text, qsizetype &at);

    std::vector<Pair> m_pairs;
    QByteArray m_unquoted; ///< of the values that are not as they stand in the text
};

} // namespace livebelt
