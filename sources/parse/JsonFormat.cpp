// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/JsonFormat.h"

#include "model/records/Fields.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr int deepest = 8;
constexpr char recordSeparator = '\x1e';
using Type = simdjson::dom::element_type;

QByteArrayView view(std::string_view text)
{
    return QByteArrayView(text.data(), qsizetype(text.size()));
}

QByteArray written(const simdjson::dom::element &value)
{
    return QByteArray::fromStdString(simdjson::minify(value));
}

} // namespace

JsonFormat::JsonFormat(const ParserOptions &options, Accepts accepts)
    : m_maker(options), m_kind(options.kind), m_accepts(accepts)
{
}

bool JsonFormat::read(const QByteArray &item, qint64 received, Records &records)
{
    const QByteArrayView text = QByteArrayView(item).sliced(item.front() == recordSeparator ? 1 : 0).trimmed();
    if (text.isEmpty() || (m_accepts == Accepts::ObjectsAndArrays && text.front() != '{' && text.front() != '['))
        return false;
    m_padded.reserve(size_t(text.size()) + simdjson::SIMDJSON_PADDING);
    m_padded.assign(text.data(), size_t(text.size()));
    simdjson::dom::element root;
    if (m_parser.parse(m_padded.data(), m_padded.size(), false).get(root) != simdjson::SUCCESS)
        return false;
    m_keptCount = 0;
    m_maker.clear();
    if (root.type() == Type::OBJECT) {
        collect(root.get_object().value_unsafe(), {}, 1);
        m_maker.make(item, received, records);
    } else if (root.type() != Type::ARRAY || !appendEach(root.get_array().value_unsafe(), received, records)) {
        appendScalar(item, root, received, records);
    }
    return true;
}

const QByteArray &JsonFormat::kept(QByteArray text)
{
    if (m_keptCount == m_kept.size())
        m_kept.emplace_back();
    return m_kept[m_keptCount++] = std::move(text);
}

void JsonFormat::collect(const simdjson::dom::object &object, QByteArrayView prefix, int level)
{
    for (const auto &[key, value] : object) {
        QByteArrayView name = view(key);
        if (!prefix.isEmpty())
            name = kept(prefix.toByteArray().append(name));
        if (value.type() == Type::OBJECT && level < deepest)
            collect(value.get_object().value_unsafe(), kept(name.toByteArray().append('.')), level + 1);
        else
            add(name, value);
    }
}

void JsonFormat::add(QByteArrayView name, const simdjson::dom::element &value)
{
    switch (value.type()) {
    case Type::INT64:
        return m_maker.add(name, qint64(value.get_int64().value_unsafe()));
    case Type::UINT64: // beyond what a qint64 holds
    case Type::DOUBLE:
        return m_maker.add(name, value.get_double().value_unsafe());
    case Type::STRING:
        return m_maker.add(name, view(value.get_string().value_unsafe()), true);
    case Type::BOOL:
        return m_maker.add(name, QByteArrayView(value.get_bool().value_unsafe() ? "true" : "false"), true);
    case Type::NULL_VALUE:
        return;
    case Type::ARRAY:
    case Type::OBJECT:
        return m_maker.add(name, QByteArrayView(kept(written(value))), true);
    }
}

/// False where it is not an array of objects.
bool JsonFormat::appendEach(const simdjson::dom::array &array, qint64 received, Records &records)
{
    const auto isObject = [](const simdjson::dom::element &value) { return value.type() == Type::OBJECT; };
    if (array.size() == 0 || !std::all_of(array.begin(), array.end(), isObject))
        return false;
    for (const simdjson::dom::element &value : array) {
        m_keptCount = 0;
        collect(value.get_object().value_unsafe(), {}, 1);
        m_maker.make(written(value), received, records);
    }
    return true;
}

void JsonFormat::appendScalar(const QByteArray &item, const simdjson::dom::element &value, qint64 received,
                              Records &records)
{
    Record record;
    record.kind = m_kind;
    record.received = received;
    const std::string_view text = value.type() == Type::STRING ? value.get_string().value_unsafe() : std::string_view();
    record.text = text.empty() ? item : view(text).toByteArray();
    if (double number = 0; value.get(number) == simdjson::SUCCESS) {
        record.kind = RecordKind::Measurement;
        record.value = number;
    }
    records.push_back(std::move(record));
}

} // namespace livebelt
