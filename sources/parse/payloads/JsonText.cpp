// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/JsonText.h"

#include "model/records/Fields.h"
#include "sources/parse/payloads/BinaryNumbers.h"

namespace livebelt {

void JsonText::append(QByteArrayView json)
{
    if (m_json.size() + json.size() > m_most)
        m_isBad = true;
    else
        m_json.append(json);
}

void JsonText::separate()
{
    if (m_levels.empty()) {
        m_isBad |= m_isComplete;
        return;
    }
    Level &level = m_levels.back();
    if (!level.isEmpty && (!level.isObject || level.isAtName))
        append(",");
    level.isEmpty = false;
}

void JsonText::hasValue()
{
    if (m_levels.empty())
        m_isComplete = true;
    else
        m_levels.back().isAtName = true; // which only an object looks at
}

void JsonText::put(QByteArrayView json)
{
    if (m_isBad)
        return;
    if (isAtName()) {
        name(json.toByteArray());
        return;
    }
    separate();
    append(json);
    hasValue();
}

void JsonText::name(const QByteArray &text)
{
    if (m_isBad)
        return;
    separate();
    Level &level = m_levels.back();
    QByteArray unique = validUtf8(text);
    if (int *suffix = level.names.contains(unique) ? &level.names[unique] : nullptr) {
        const QByteArray stem = unique;
        do
            unique = stem + ':' + QByteArray::number(++*suffix);
        while (level.names.contains(unique));
    }
    level.names.insert(unique, 1);
    m_room.clear();
    appendJsonString(m_room, unique);
    append(m_room.view());
    append(":");
    level.isAtName = false;
}

void JsonText::text(QByteArrayView utf8)
{
    if (isAtName()) {
        name(utf8.toByteArray());
        return;
    }
    m_room.clear();
    appendJsonString(m_room, utf8);
    put(m_room.view());
}

void JsonText::bytes(QByteArrayView value)
{
    text(value.toByteArray().toHex());
}

void JsonText::integer(qint64 value)
{
    put(QByteArray::number(value));
}

void JsonText::unsignedInteger(quint64 value)
{
    put(QByteArray::number(value));
}

void JsonText::real(double value)
{
    put(realText(value));
}

void JsonText::real(float value)
{
    put(realText(value));
}

void JsonText::half(double value)
{
    put(halfText(value));
}

void JsonText::word(QByteArrayView json)
{
    put(json);
}

void JsonText::time(qint64 seconds, quint32 nanoseconds, int decimals)
{
    if (const QByteArray written = timeText(seconds, nanoseconds, decimals); !written.isEmpty())
        text(written);
    else
        integer(seconds);
}

void JsonText::milliseconds(quint64 sinceEpoch)
{
    const QByteArray written = timeText(qint64(sinceEpoch / 1000), quint32(sinceEpoch % 1000) * 1'000'000, 3);
    if (!written.isEmpty())
        text(written);
    else
        unsignedInteger(sinceEpoch);
}

void JsonText::open(bool isObject)
{
    if (m_levels.size() == deepest)
        m_isBad = true;
    if (m_isBad)
        return;
    const bool isName = isAtName();
    if (!isName)
        separate();
    m_levels.push_back({isObject, isObject, true, m_json.size()});
    append(isObject ? "{" : "[");
}

void JsonText::close(std::optional<QByteArray> (*change)(QByteArrayView))
{
    if (m_levels.empty() || (m_levels.back().isObject && !m_levels.back().isAtName))
        m_isBad = true;
    if (m_isBad)
        return;
    const Level level = std::move(m_levels.back());
    m_levels.pop_back();
    append(level.isObject ? "}" : "]");
    if (change) {
        if (const auto instead = change(QByteArrayView(m_json).sliced(level.start))) {
            m_json.truncate(level.start);
            append(*instead);
        }
    }
    if (isAtName()) {
        const QByteArray written = m_json.sliced(level.start);
        m_json.truncate(level.start);
        name(written);
    } else {
        hasValue();
    }
}

std::optional<QByteArray> JsonText::take()
{
    if (m_isBad || !m_isComplete || !m_levels.empty())
        return std::nullopt;
    return std::move(m_json);
}

} // namespace livebelt
