// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/FieldScanner.h"

#include <QString>
#include <cstring>

namespace livebelt {

namespace {

/// The UTF-16 unit behind "\u" at position i of text; advances i over it. U+FFFD where the digits are none.
char16_t takeHex(QByteArrayView text, qsizetype &i)
{
    bool ok = false;
    const auto unit = text.sliced(i, std::min<qsizetype>(4, text.size() - i)).toUShort(&ok, 16);
    i = std::min<qsizetype>(i + 4, text.size());
    return ok ? char16_t(unit) : u'\xfffd';
}

void append(FieldScanner::Room &plain, char c)
{
    plain.append(c);
}

void append(FieldScanner::Room &plain, char32_t c)
{
    if (c < 0x80)
        return plain.append(char(c));
    if (c < 0x800) {
        plain.append(char(0xc0 | (c >> 6)));
    } else {
        if (c < 0x10000) {
            plain.append(char(0xe0 | (c >> 12)));
        } else {
            plain.append(char(0xf0 | (c >> 18)));
            plain.append(char(0x80 | ((c >> 12) & 0x3f)));
        }
        plain.append(char(0x80 | ((c >> 6) & 0x3f)));
    }
    plain.append(char(0x80 | (c & 0x3f)));
}

/// The character that "\u" and the units behind it are, a lone half of a pair as U+FFFD.
char32_t takeEscaped(QByteArrayView text, qsizetype &i)
{
    const char16_t unit = takeHex(text, i);
    if (QChar::isHighSurrogate(unit) && text.sliced(i).startsWith("\\u")) {
        qsizetype behind = i + 2;
        const char16_t low = takeHex(text, behind);
        if (QChar::isLowSurrogate(low)) {
            i = behind;
            return QChar::surrogateToUcs4(unit, low);
        }
    }
    return QChar::isSurrogate(unit) ? U'\ufffd' : char32_t(unit);
}

/// Takes the escapes away (RFC 8259 section 7).
void unescape(QByteArrayView text, FieldScanner::Room &plain)
{
    plain.clear();
    for (qsizetype i = 0; i < text.size();) {
        const char c = text[i++];
        if (c != '\\' || i == text.size()) {
            append(plain, c);
            continue;
        }
        switch (const char escape = text[i++]) {
        case 'b':
            append(plain, '\b');
            break;
        case 'f':
            append(plain, '\f');
            break;
        case 'n':
            append(plain, '\n');
            break;
        case 'r':
            append(plain, '\r');
            break;
        case 't':
            append(plain, '\t');
            break;
        case 'u':
            append(plain, takeEscaped(text, i));
            break;
        default:
            append(plain, escape);
        }
    }
}

QByteArray unescaped(QByteArrayView text)
{
    FieldScanner::Room plain;
    unescape(text, plain);
    return {plain.constData(), plain.size()};
}

} // namespace

FieldScanner::FieldScanner(QByteArrayView json) : m_json(json)
{
    if (!take('{'))
        m_at = m_json.size();
}

bool FieldScanner::next()
{
    if (!std::exchange(m_first, false) && !take(','))
        return false;
    if (!takeString(m_name, m_nameEscaped) || !take(':'))
        return false;
    skipSpace();
    m_isString = m_at < m_json.size() && m_json[m_at] == '"';
    if (m_isString)
        return takeString(m_value, m_valueEscaped);
    m_valueEscaped = false;
    return takeOther(m_value);
}

bool FieldScanner::find(QByteArrayView name)
{
    while (next()) {
        if (m_nameEscaped ? unescaped(m_name) == name : m_name == name)
            return true;
    }
    return false;
}

QByteArray FieldScanner::name() const
{
    return m_nameEscaped ? unescaped(m_name) : m_name.toByteArray();
}

QByteArray FieldScanner::value() const
{
    return m_valueEscaped ? unescaped(m_value) : m_value.toByteArray();
}

QByteArrayView FieldScanner::valueIn(Room &room) const
{
    if (!m_valueEscaped)
        return m_value;
    unescape(m_value, room);
    return {room.constData(), room.size()};
}

void FieldScanner::skipSpace()
{
    while (m_at < m_json.size() &&
           (m_json[m_at] == ' ' || m_json[m_at] == '\n' || m_json[m_at] == '\t' || m_json[m_at] == '\r'))
        ++m_at;
}

bool FieldScanner::take(char c)
{
    skipSpace();
    if (m_at >= m_json.size() || m_json[m_at] != c)
        return false;
    ++m_at;
    return true;
}

bool FieldScanner::takeString(QByteArrayView &content, bool &escaped)
{
    if (!take('"'))
        return false;
    escaped = false;
    const qsizetype from = m_at;
    for (; m_at < m_json.size(); ++m_at) {
        if (m_json[m_at] == '"') {
            content = m_json.sliced(from, m_at++ - from);
            return true;
        }
        if (m_json[m_at] == '\\') {
            escaped = true;
            ++m_at;
        }
    }
    return false;
}

bool FieldScanner::takeOther(QByteArrayView &content)
{
    const qsizetype from = m_at;
    int depth = 0;
    while (m_at < m_json.size()) {
        const char c = m_json[m_at];
        if (c == '"') {
            QByteArrayView ignored;
            bool escaped = false;
            if (!takeString(ignored, escaped))
                return false;
            continue;
        }
        if (depth == 0 && (c == ',' || c == '}'))
            break;
        depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        ++m_at;
    }
    content = m_json.sliced(from, m_at - from).trimmed();
    return m_at < m_json.size() && !content.isEmpty();
}

} // namespace livebelt
