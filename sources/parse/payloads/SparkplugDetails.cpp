// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/SparkplugDetails.h"

#include "sources/parse/payloads/SparkplugTypes.h"

namespace livebelt {

namespace {

using Field = ProtobufFields::Field;
using Wire = ProtobufFields::Type;

bool isText(const Field &field)
{
    return field.type == Wire::Bytes;
}

bool writePropertySets(JsonText &json, QByteArrayView message, int depth);

bool writeProperty(JsonText &json, QByteArrayView message, int depth)
{
    constexpr quint32 firstValue = 3;
    SparkplugType type = SparkplugType::Unknown;
    bool isNull = false;
    Field value;
    ProtobufFields fields(message);
    for (Field field; fields.next(field);) {
        if (field.number == 1)
            type = SparkplugType(field.value);
        else if (field.number == 2)
            isNull = field.value != 0;
        else if (field.number <= 11)
            value = field;
    }
    if (fields.isBad())
        return false;
    if (isNull || value.number == 0) {
        json.word("null");
        return true;
    }
    if (value.number >= 9 && !isText(value))
        return false;
    switch (value.number) {
    case 9:
        return writeSparkplugProperties(json, value.bytes, depth);
    case 10:
        return writePropertySets(json, value.bytes, depth);
    case 11:
        json.bytes(value.bytes);
        return true;
    default:
        return writeSparkplugScalar(json, type, value, firstValue);
    }
}

bool writePropertySets(JsonText &json, QByteArrayView message, int depth)
{
    json.openArray();
    ProtobufFields fields(message);
    for (Field field; fields.next(field);) {
        if (field.number == 1 && (!isText(field) || !writeSparkplugProperties(json, field.bytes, depth)))
            return false;
    }
    json.close();
    return !fields.isBad();
}

bool writeRow(JsonText &json, QByteArrayView message, const std::vector<SparkplugType> &types)
{
    constexpr quint32 firstValue = 1;
    json.openArray();
    size_t column = 0;
    ProtobufFields fields(message);
    for (Field field; fields.next(field);) {
        if (field.number != 1)
            continue;
        if (!isText(field))
            return false;
        const SparkplugType type = column < types.size() ? types[column] : SparkplugType::Unknown;
        ++column;
        ProtobufFields inner(field.bytes);
        Field value, last;
        while (inner.next(value))
            last = value;
        if (inner.isBad())
            return false;
        if (last.number == 0)
            json.word("null");
        else if (last.number == 7 && isText(last))
            json.bytes(last.bytes);
        else if (!writeSparkplugScalar(json, type, last, firstValue))
            return false;
    }
    json.close();
    return !fields.isBad();
}

} // namespace

/// Names and values are two lists on the wire.
bool writeSparkplugProperties(JsonText &json, QByteArrayView message, int depth)
{
    if (depth == deepestSparkplug)
        return false;
    std::vector<QByteArrayView> names, values;
    ProtobufFields fields(message);
    for (Field field; fields.next(field);) {
        if (field.number > 2)
            continue;
        if (!isText(field))
            return false;
        (field.number == 1 ? names : values).push_back(field.bytes);
    }
    if (fields.isBad() || names.size() != values.size())
        return false;
    json.openObject();
    for (size_t i = 0; i < names.size(); ++i) {
        json.text(names[i]);
        if (!writeProperty(json, values[i], depth + 1))
            return false;
    }
    json.close();
    return true;
}

bool writeSparkplugMetaData(JsonText &json, QByteArrayView message)
{
    static constexpr QByteArrayView names[] = {"is_multi_part", "content_type", "size", "seq",
                                               "file_name",     "file_type",    "md5",  "description"};
    json.openObject();
    ProtobufFields fields(message);
    for (Field field; fields.next(field);) {
        if (field.number > std::size(names))
            continue;
        const bool isNumber = field.number == 1 || field.number == 3 || field.number == 4;
        if (isNumber != (field.type == Wire::Varint))
            return false;
        json.text(names[field.number - 1]);
        if (!isNumber)
            json.text(field.bytes);
        else if (field.number == 1)
            json.word(field.value ? "true" : "false");
        else
            json.unsignedInteger(field.value);
    }
    json.close();
    return !fields.isBad();
}

bool writeSparkplugDataSet(JsonText &json, QByteArrayView message)
{
    std::vector<QByteArrayView> columns, rows;
    std::vector<SparkplugType> types;
    ProtobufFields fields(message);
    for (Field field; fields.next(field);) {
        if (field.number == 3 && isText(field)) { // packed, as newer writers do
            ProtobufFields::Field one;
            QByteArray keyed;
            for (const char byte : field.bytes) {
                if (keyed.isEmpty())
                    keyed += '\x08'; // field 1, a varint
                keyed += byte;
                if (quint8(byte) >= 0x80)
                    continue;
                if (ProtobufFields single(keyed); !single.next(one))
                    return false;
                types.push_back(SparkplugType(one.value));
                keyed.clear();
            }
        } else if (field.number == 3) {
            types.push_back(SparkplugType(field.value));
        } else if (field.number == 2 || field.number == 4) {
            if (!isText(field))
                return false;
            (field.number == 2 ? columns : rows).push_back(field.bytes);
        }
    }
    if (fields.isBad())
        return false;
    json.openObject();
    json.text("columns");
    json.openArray();
    for (const QByteArrayView column : columns)
        json.text(column);
    json.close();
    json.text("types");
    json.openArray();
    for (const SparkplugType type : types)
        json.text(sparkplugTypeName(type));
    json.close();
    json.text("rows");
    json.openArray();
    for (const QByteArrayView one : rows) {
        if (!writeRow(json, one, types))
            return false;
    }
    json.close();
    json.close();
    return true;
}

} // namespace livebelt
