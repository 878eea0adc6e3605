// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace livebelt {

/// The fields of one message of Protocol Buffers (https://protobuf.dev/programming-guides/encoding), one after the
/// other, without a copy. Groups, which nobody uses any more, make it bad.
class ProtobufFields
{
public:
    enum class Type : quint8 { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };
    struct Field
    {
        quint32 number = 0;
        Type type = Type::Varint;
        quint64 value = 0;      ///< of the types but Bytes
        QByteArrayView bytes{}; ///< of Bytes
    };

    explicit ProtobufFields(QByteArrayView message) : m_rest(message) {}

    /// The next field; false at the end, or where what comes is no field: then isBad().
    bool next(Field &field);
    bool isBad() const { return m_isBad; }

private:
    bool bad();
    bool takeVarint(quint64 &value);
    bool take(quint64 count, QByteArrayView &bytes);

    QByteArrayView m_rest;
    bool m_isBad = false;
};

} // namespace livebelt
