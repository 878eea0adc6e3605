// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/ProtobufFields.h"

#include "sources/parse/payloads/BinaryNumbers.h"

namespace livebelt {

bool ProtobufFields::bad()
{
    m_isBad = true;
    return false;
}

bool ProtobufFields::take(quint64 count, QByteArrayView &bytes)
{
    if (count > quint64(m_rest.size()))
        return bad();
    bytes = m_rest.first(qsizetype(count));
    m_rest = m_rest.sliced(qsizetype(count));
    return true;
}

bool ProtobufFields::takeVarint(quint64 &value)
{
    constexpr int mostBytes = 10;
    value = 0;
    for (int i = 0; i < mostBytes && i < m_rest.size(); ++i) {
        const auto byte = quint8(m_rest[i]);
        value |= quint64(byte & 0x7f) << (7 * i);
        if (byte < 0x80) {
            m_rest = m_rest.sliced(i + 1);
            return true;
        }
    }
    return bad();
}

bool ProtobufFields::next(Field &field)
{
    if (m_isBad || m_rest.isEmpty())
        return false;
    quint64 key = 0;
    if (!takeVarint(key))
        return false;
    constexpr quint64 highest = (1U << 29) - 1;
    if (key >> 3 == 0 || key >> 3 > highest)
        return bad();
    field = {quint32(key >> 3), Type(key & 7)};
    QByteArrayView bytes;
    switch (field.type) {
    case Type::Varint:
        return takeVarint(field.value);
    case Type::Fixed64:
        if (!take(8, bytes))
            return false;
        field.value = numberAt<quint64>(bytes.data(), false);
        return true;
    case Type::Fixed32:
        if (!take(4, bytes))
            return false;
        field.value = numberAt<quint32>(bytes.data(), false);
        return true;
    case Type::Bytes:
        return takeVarint(key) && take(key, field.bytes);
    }
    return bad();
}

} // namespace livebelt
