// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/NamedValues.h"

#include "sources/parse/formats/LogScratch.h"
#include "sources/parse/values/ByteCursor.h"

#include <QtEndian>

namespace livebelt {

namespace {

using namespace simdjson;

constexpr int deepest = 8;

QByteArrayView view(std::string_view text)
{
    return QByteArrayView(text.data(), qsizetype(text.size()));
}

class JsonWalk
{
public:
    JsonWalk(LogScratch &scratch, std::vector<LogReading::Field> &fields) : m_scratch(scratch), m_fields(fields) {}

    bool object(ondemand::object object, QByteArrayView path, int level)
    {
        for (auto field : object) {
            std::string_view key;
            ondemand::value value;
            if (field.unescaped_key().get(key) || field.value().get(value) ||
                !one(value, joined(path, view(key)), level))
                return false;
        }
        return true;
    }

private:
    QByteArrayView joined(QByteArrayView path, QByteArrayView name)
    {
        if (path.isEmpty())
            return name;
        std::string both;
        both.reserve(size_t(path.size() + 1 + name.size()));
        both.append(path.data(), size_t(path.size())).append(1, '.').append(name.data(), size_t(name.size()));
        return m_scratch.keep(std::move(both));
    }

    bool array(ondemand::array array, QByteArrayView path, int level)
    {
        int index = 0;
        for (auto element : array) {
            ondemand::value value;
            if (element.get(value) || !one(value, joined(path, view(std::to_string(index++))), level))
                return false;
        }
        return true;
    }

    bool one(ondemand::value value, QByteArrayView name, int level)
    {
        ondemand::json_type type{};
        if (value.type().get(type))
            return false;
        switch (type) {
        case ondemand::json_type::object:
            if (ondemand::object nested; level < deepest)
                return !value.get_object().get(nested) && object(nested, name, level + 1);
            return raw(value, name);
        case ondemand::json_type::array:
            if (ondemand::array nested; level < deepest)
                return !value.get_array().get(nested) && array(nested, name, level + 1);
            return raw(value, name);
        case ondemand::json_type::string: {
            std::string_view text;
            if (value.get_string().get(text))
                return false;
            m_fields.push_back({name, view(text)});
            return true;
        }
        case ondemand::json_type::number:
        case ondemand::json_type::boolean: {
            const QByteArrayView text = view(value.raw_json_token()).trimmed();
            m_fields.push_back({name, text});
            return true;
        }
        case ondemand::json_type::null: {
            bool isNull = false; // "nil" begins as one
            return !value.is_null().get(isNull) && isNull;
        }
        }
        return false;
    }

    bool raw(ondemand::value value, QByteArrayView name)
    {
        std::string_view text;
        if (simdjson::to_json_string(value).get(text))
            return false;
        m_fields.push_back({name, view(text)});
        return true;
    }

    LogScratch &m_scratch;
    std::vector<LogReading::Field> &m_fields;
};

} // namespace

bool eachJsonValue(QByteArrayView json, LogScratch &scratch, std::vector<LogReading::Field> &fields)
{
    json = json.trimmed();
    if (!json.startsWith('{') || !json.endsWith('}'))
        return false;
    scratch.nameCount = 0;
    scratch.padded.reserve(size_t(json.size()) + SIMDJSON_PADDING);
    scratch.padded.assign(json.data(), size_t(json.size()));
    ondemand::document document;
    ondemand::object root;
    const char *place = nullptr;
    return !scratch.parser.iterate(scratch.padded.data(), scratch.padded.size(), scratch.padded.capacity())
                .get(document) &&
           !document.get_object().get(root) && JsonWalk(scratch, fields).object(root, {}, 1) &&
           document.current_location().get(place) == OUT_OF_BOUNDS;
}

bool eachAssignment(QByteArrayView text, std::vector<LogReading::Field> &fields)
{
    constexpr qsizetype sizeBytes = 8;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView line = text.first(end < 0 ? text.size() : end);
        text = text.sliced(end < 0 ? text.size() : end + 1);
        if (line.isEmpty() || line == "\r")
            return !fields.empty();
        if (const qsizetype equals = line.indexOf('='); equals > 0) {
            fields.push_back({line.first(equals), line.sliced(equals + 1)});
            continue;
        }
        if (text.size() < sizeBytes)
            return false;
        const quint64 size = qFromLittleEndian<quint64>(text.data());
        if (size > quint64(text.size() - sizeBytes))
            return false;
        fields.push_back({line, text.sliced(sizeBytes, qsizetype(size))});
        text = text.sliced(sizeBytes + qsizetype(size));
        if (text.startsWith('\n'))
            text = text.sliced(1);
    }
    return !fields.empty();
}

} // namespace livebelt
