// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/SparkplugTypes.h"

#include "sources/parse/payloads/BinaryNumbers.h"

#include <array>
#include <cstring>

namespace livebelt {

namespace {

constexpr std::array<QByteArrayView, 35> names{"Unknown",      "Int8",
                                               "Int16",        "Int32",
                                               "Int64",        "UInt8",
                                               "UInt16",       "UInt32",
                                               "UInt64",       "Float",
                                               "Double",       "Boolean",
                                               "String",       "DateTime",
                                               "Text",         "UUID",
                                               "DataSet",      "Bytes",
                                               "File",         "Template",
                                               "PropertySet",  "PropertySetList",
                                               "Int8Array",    "Int16Array",
                                               "Int32Array",   "Int64Array",
                                               "UInt8Array",   "UInt16Array",
                                               "UInt32Array",  "UInt64Array",
                                               "FloatArray",   "DoubleArray",
                                               "BooleanArray", "StringArray",
                                               "DateTimeArray"};

/// Some write a negative number in as many bits as the type has, some in 32 or 64.
template<typename T>
void writeSigned(JsonText &json, quint64 bits)
{
    using Unsigned = std::make_unsigned_t<T>;
    const auto value = T(Unsigned(bits));
    const bool fits = bits == Unsigned(bits) || bits == quint64(qint64(value)) || bits == quint32(qint32(value));
    if (fits)
        json.integer(value);
    else
        json.unsignedInteger(bits);
}

void writeInteger(JsonText &json, SparkplugType type, quint64 bits)
{
    switch (type) {
    case SparkplugType::Int8:
        return writeSigned<qint8>(json, bits);
    case SparkplugType::Int16:
        return writeSigned<qint16>(json, bits);
    case SparkplugType::Int32:
        return writeSigned<qint32>(json, bits);
    case SparkplugType::Int64:
        return json.integer(qint64(bits));
    case SparkplugType::DateTime:
        return json.milliseconds(bits);
    case SparkplugType::Boolean:
        return json.word(bits ? "true" : "false");
    default:
        json.unsignedInteger(bits);
    }
}

template<typename T>
T bitsAs(quint64 bits)
{
    T value;
    std::memcpy(&value, &bits, sizeof value); // the lower bytes, on a machine that begins with them
    static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN);
    return value;
}

/// The numbers one behind the other; false where the last one is not whole.
template<typename T, typename Write>
bool writeNumbers(JsonText &json, QByteArrayView bytes, const Write &write)
{
    constexpr auto size = qsizetype(sizeof(T));
    if (bytes.size() % size != 0)
        return false;
    json.openArray();
    for (qsizetype at = 0; at < bytes.size(); at += size)
        write(numberAt<T>(bytes.data() + at, false));
    json.close();
    return true;
}

/// A count of 32 bits, then a bit each, the highest of a byte first.
bool writeBooleans(JsonText &json, QByteArrayView bytes)
{
    constexpr qsizetype countSize = 4;
    if (bytes.size() < countSize)
        return false;
    const qsizetype count = numberAt<quint32>(bytes.data(), false);
    if ((count + 7) / 8 != bytes.size() - countSize)
        return false;
    json.openArray();
    for (qsizetype i = 0; i < count; ++i)
        json.word(quint8(bytes[countSize + i / 8]) & (0x80 >> i % 8) ? "true" : "false");
    json.close();
    return true;
}

/// Each ends with a zero.
bool writeStrings(JsonText &json, QByteArrayView bytes)
{
    if (!bytes.isEmpty() && bytes.back() != 0)
        return false;
    json.openArray();
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype end = bytes.indexOf('\0', at);
        json.text(bytes.sliced(at, end - at));
        at = end + 1;
    }
    json.close();
    return true;
}

bool writeArray(JsonText &json, SparkplugType type, QByteArrayView bytes)
{
    const auto asSigned = [&json](auto value) { json.integer(value); };
    const auto asUnsigned = [&json](auto value) { json.unsignedInteger(value); };
    const auto asReal = [&json](auto value) { json.real(value); };
    switch (type) {
    case SparkplugType::Int8Array:
        return writeNumbers<qint8>(json, bytes, asSigned);
    case SparkplugType::Int16Array:
        return writeNumbers<qint16>(json, bytes, asSigned);
    case SparkplugType::Int32Array:
        return writeNumbers<qint32>(json, bytes, asSigned);
    case SparkplugType::Int64Array:
        return writeNumbers<qint64>(json, bytes, asSigned);
    case SparkplugType::UInt8Array:
        return writeNumbers<quint8>(json, bytes, asUnsigned);
    case SparkplugType::UInt16Array:
        return writeNumbers<quint16>(json, bytes, asUnsigned);
    case SparkplugType::UInt32Array:
        return writeNumbers<quint32>(json, bytes, asUnsigned);
    case SparkplugType::UInt64Array:
        return writeNumbers<quint64>(json, bytes, asUnsigned);
    case SparkplugType::FloatArray:
        return writeNumbers<float>(json, bytes, asReal);
    case SparkplugType::DoubleArray:
        return writeNumbers<double>(json, bytes, asReal);
    case SparkplugType::DateTimeArray:
        return writeNumbers<quint64>(json, bytes, [&json](quint64 value) { json.milliseconds(value); });
    case SparkplugType::BooleanArray:
        return writeBooleans(json, bytes);
    case SparkplugType::StringArray:
        return writeStrings(json, bytes);
    default:
        return false;
    }
}

} // namespace

QByteArray sparkplugTypeName(SparkplugType type)
{
    const auto number = quint32(type);
    return number < names.size() ? names[number].toByteArray() : "type " + QByteArray::number(number);
}

bool writeSparkplugScalar(JsonText &json, SparkplugType type, const ProtobufFields::Field &value, quint32 firstNumber)
{
    using Wire = ProtobufFields::Type;
    constexpr std::array<Wire, 6> wires{Wire::Varint,  Wire::Varint, Wire::Fixed32,
                                        Wire::Fixed64, Wire::Varint, Wire::Bytes};
    const quint32 place = value.number - firstNumber;
    if (place >= wires.size() || value.type != wires[place])
        return false;
    switch (place) {
    case 0:
    case 1:
        writeInteger(json, type, value.value);
        break;
    case 2:
        json.real(bitsAs<float>(value.value));
        break;
    case 3:
        json.real(bitsAs<double>(value.value));
        break;
    case 4:
        json.word(value.value ? "true" : "false");
        break;
    default:
        json.text(value.bytes);
    }
    return true;
}

void writeSparkplugBytes(JsonText &json, SparkplugType type, QByteArrayView bytes)
{
    if (!writeArray(json, type, bytes))
        json.bytes(bytes);
}

} // namespace livebelt
