// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterMatcher.h"

#include "model/records/FieldScanner.h"

#include <algorithm>

namespace livebelt {

namespace {

bool valueHas(const FieldScanner &field, const TextFinder &finder)
{
    return field.isPlainValue() ? finder.isIn(field.plainValue()) : finder.isIn(field.value());
}

} // namespace

bool FilterMatcher::matches(const FilterTerm &term) const
{
    return std::visit([this](const auto &node) { return matches(node); }, term.node);
}

bool FilterMatcher::matches(const ContainsTerm &term) const
{
    switch (term.place) {
    case FilterPlace::Anywhere:
        return term.finder.isIn(m_record.text) || term.finder.isIn(m_record.subject) || anyFieldHas(term.finder);
    case FilterPlace::Subject:
        return term.finder.isIn(m_record.subject);
    case FilterPlace::Text:
        return term.finder.isIn(m_record.text);
    case FilterPlace::Unit:
        return term.finder.isIn(m_record.unit);
    case FilterPlace::Feed:
        return term.finder.isIn(m_feedName);
    case FilterPlace::Field:
        return fieldHas(term.field, term.finder);
    }
    return false;
}

bool FilterMatcher::matches(const AllTerm &term) const
{
    return std::all_of(term.terms.begin(), term.terms.end(), [this](const FilterTerm &part) { return matches(part); });
}

bool FilterMatcher::anyFieldHas(const TextFinder &finder) const
{
    FieldScanner fields(m_record.fields);
    while (fields.next()) {
        if (valueHas(fields, finder))
            return true;
    }
    return false;
}

bool FilterMatcher::fieldHas(QByteArrayView name, const TextFinder &finder) const
{
    FieldScanner fields(m_record.fields);
    return fields.find(name) && valueHas(fields, finder);
}

} // namespace livebelt
