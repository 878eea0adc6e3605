// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/payloads/JsonText.h"
#include "sources/parse/payloads/ProtobufFields.h"

namespace livebelt {

/// The data types of Sparkplug B (Eclipse Sparkplug 3.0, section 6.4.16), by their numbers on the wire.
enum class SparkplugType : quint32 {
    Unknown,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Float,
    Double,
    Boolean,
    String,
    DateTime,
    Text,
    Uuid,
    DataSet,
    Bytes,
    File,
    Template,
    PropertySet,
    PropertySetList,
    Int8Array,
    Int16Array,
    Int32Array,
    Int64Array,
    UInt8Array,
    UInt16Array,
    UInt32Array,
    UInt64Array,
    FloatArray,
    DoubleArray,
    BooleanArray,
    StringArray,
    DateTimeArray
};

/// "Int8", ..., or "type 99".
QByteArray sparkplugTypeName(SparkplugType type);

/// Writes a value that stands in one field of the wire and is of that type: int_value, long_value, float_value,
/// double_value, boolean_value or string_value, whose numbers follow each other, the first being firstNumber. False
/// where it is none of them, or is on the wire what it should not be.
bool writeSparkplugScalar(JsonText &json, SparkplugType type, const ProtobufFields::Field &value, quint32 firstNumber);

/// Writes bytes_value: an array where the type is one and its bytes make one, else the bytes.
void writeSparkplugBytes(JsonText &json, SparkplugType type, QByteArrayView bytes);

} // namespace livebelt
