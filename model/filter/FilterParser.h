// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterTerm.h"
#include "model/records/Result.h"

namespace livebelt {

/// Reads one expression of the filter language (Filter.h). Made for one call of parse().
class FilterParser
{
public:
    explicit FilterParser(const QString &expression) : m_text(expression) {}
    Result<AllTerm> parse();

private:
    Result<FilterTerm> term();
    Result<FilterTerm> named(const QString &name, qsizetype nameAt);
    Result<QString> quoted();
    QString word();
    QString name();
    void skipSpace();
    bool isAtEnd() const { return m_at >= m_text.size(); }

    QString m_text;
    qsizetype m_at = 0;
};

} // namespace livebelt
