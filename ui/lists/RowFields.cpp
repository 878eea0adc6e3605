// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/RowFields.h"

#include "model/lists/Excerpt.h"
#include "model/lists/RecordModel.h"
#include "model/records/FieldScanner.h"
#include "model/records/Fields.h"
#include "ui/theme/VisibleText.h"

namespace livebelt {

namespace {

constexpr qsizetype longestValue = 200; ///< bytes

bool isPartOfWord(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80);
}

bool isPartOfNumber(char c)
{
    return isPartOfWord(c) || c == '.' || c == '-';
}

/// Whether the words of value stand in text by themselves: "40" is in "hum:40", not in "4031".
bool hasWords(QByteArrayView text, QByteArrayView value)
{
    const bool isNumber = value.back() >= '0' && value.back() <= '9';
    const auto isPart = isNumber ? isPartOfNumber : isPartOfWord;
    for (qsizetype at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
        const qsizetype end = at + value.size();
        const bool beginsThere = at == 0 || !isPart(text[at - 1]) || !isPart(value.front());
        // "1,2" are two numbers, and a full stop ends a sentence.
        const bool goesOn = end < text.size() &&
                            (isPartOfWord(text[end]) ||
                             (isNumber && text[end] == '.' && end + 1 < text.size() && isPartOfWord(text[end + 1])));
        if (beginsThere && (!goesOn || !isPart(value.back())))
            return true;
    }
    return false;
}

} // namespace

bool RowFields::isChat(const Record &record) const
{
    return m_isChat || (record.kind == RecordKind::Message && record.fields.contains("\"channel\":\"#"));
}

void RowFields::note(const Record &record)
{
    if (m_hasChannels || !isChat(record))
        return;
    const QByteArray channel = fieldValue(record.fields, "channel");
    if (m_channel.isEmpty())
        m_channel = channel;
    m_hasChannels = !channel.isEmpty() && m_channel != channel;
}

void RowFields::forget()
{
    m_channel.clear();
    m_hasChannels = false;
}

bool RowFields::isSaid(const Record &record, QByteArrayView name, QByteArrayView value)
{
    // How it was delivered says nothing of it.
    if (value.isEmpty() || value == record.subject || name == "qos")
        return true;
    const Role role = m_meanings.of(name).role;
    if ((role == Role::Level && record.level != Level::None) || (role == Role::Time && record.time != noTime))
        return true;
    const QByteArrayView text(record.text);
    return hasWords(text.first(std::min(text.size(), RecordModel::displayBytes)), value);
}

std::vector<RowField> RowFields::of(const Record &record, QByteArrayView valueField, qsizetype letters)
{
    std::vector<RowField> chosen;
    if (record.fields.isEmpty())
        return chosen;
    if (isChat(record)) {
        if (const QByteArray channel = fieldValue(record.fields, "channel"); m_hasChannels && !channel.isEmpty())
            chosen.push_back({{}, visibleLine(QString::fromUtf8(channel))});
        return chosen;
    }
    FieldScanner fields(record.fields);
    while (letters > 0 && fields.next()) {
        const QByteArray name = fields.name(), value = fields.value();
        if ((!valueField.isEmpty() && name == valueField) || isSaid(record, name, value))
            continue;
        chosen.push_back(
            {visibleLine(QString::fromUtf8(name)), visibleText(QString::fromUtf8(cutUtf8(value, longestValue)))});
        if (value.size() > longestValue)
            chosen.back().value += u'…';
        letters -= chosen.back().name.size() + chosen.back().value.size() + 3;
    }
    return chosen;
}

} // namespace livebelt
