// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/values/Reading.h"

#include <QRegularExpression>

namespace livebelt {

/// Items that match a regular expression somewhere: what its named groups find are the named values (Reading.h);
/// groups without a name are named by their number, where none has one. An expression that takes more than a million
/// steps on an item does not match.
class RegexFormat final : public ItemFormat
{
public:
    explicit RegexFormat(const ParserOptions &options);

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;

private:
    Reading m_reading;
    QRegularExpression m_expression;
    QByteArrayList m_names; ///< of the groups; empty for one that is left out
    QByteArrayList m_values;
};

} // namespace livebelt
