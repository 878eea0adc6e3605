// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/FilterTerm.h"

namespace livebelt {

/// Asks one record whether terms hold for it. Refers to the record and the name; lives as long as one question.
class FilterMatcher
{
public:
    FilterMatcher(const Record &record, QByteArrayView feedName) : m_record(record), m_feedName(feedName) {}
    bool matches(const FilterTerm &term) const;

private:
    bool matches(const ContainsTerm &term) const;
    bool matches(const KindTerm &term) const { return m_record.kind == term.kind; }
    bool matches(const ValueTerm &term) const { return m_record.value == term.value; }
    bool matches(const NotTerm &term) const { return !matches(*term.term); }
    bool matches(const AllTerm &term) const;
    bool anyFieldHas(const TextFinder &finder) const;
    bool fieldHas(QByteArrayView name, const TextFinder &finder) const;

    const Record &m_record;
    QByteArrayView m_feedName;
};

} // namespace livebelt
