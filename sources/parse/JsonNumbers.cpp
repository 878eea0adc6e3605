// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/JsonNumbers.h"

#include "sources/parse/Quantity.h"

namespace livebelt {

namespace {

constexpr int deepest = 8;
constexpr size_t longestUnit = 32;

QByteArrayView view(std::string_view text)
{
    return QByteArrayView(text.data(), qsizetype(text.size()));
}

QByteArray path(const QByteArray &prefix, std::string_view key)
{
    return QByteArray(prefix).append(view(key));
}

} // namespace

bool JsonNumbers::read(QByteArrayView payload)
{
    m_numbers.clear();
    m_further = 0;
    m_unit.clear();
    if (payload.size() > largestPayload || !payload.trimmed().startsWith('{'))
        return false;
    m_padded.reserve(size_t(payload.size()) + simdjson::SIMDJSON_PADDING);
    m_padded.assign(payload.data(), size_t(payload.size()));
    simdjson::dom::object object;
    if (m_parser.parse(m_padded.data(), m_padded.size(), false).get(object) != simdjson::SUCCESS)
        return false;
    collect(object, {}, 1);
    return true;
}

void JsonNumbers::collect(const simdjson::dom::object &object, const QByteArray &prefix, int level)
{
    for (const auto &[key, value] : object) {
        switch (value.type()) {
        case simdjson::dom::element_type::OBJECT:
            if (level < deepest)
                collect(value.get_object().value_unsafe(), path(prefix, key) + '.', level + 1);
            break;
        case simdjson::dom::element_type::INT64:
        case simdjson::dom::element_type::UINT64:
        case simdjson::dom::element_type::DOUBLE:
            if (m_numbers.size() < most)
                m_numbers.push_back({path(prefix, key), value.get_double().value_unsafe()});
            else
                ++m_further;
            break;
        case simdjson::dom::element_type::STRING:
            if (level == 1 && (key == "unit" || key == "unit_of_measurement")) {
                const std::string_view unit = value.get_string().value_unsafe();
                if (unit.size() <= longestUnit)
                    m_unit = unitCode(view(unit)).value_or(view(unit).toByteArray());
            }
            break;
        default:
            break;
        }
    }
}

} // namespace livebelt
