// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/JsonCheck.h"

#include "model/records/Fields.h"

namespace livebelt {

namespace {

constexpr int deepest = 500;

class Check
{
public:
    explicit Check(QByteArrayView text) : m_text(text) {}
    bool whole() { return value(0) && (space(), m_at == m_text.size()); }

private:
    bool at(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool take(char c)
    {
        space();
        if (!at(c))
            return false;
        ++m_at;
        return true;
    }
    void space()
    {
        while (at(' ') || at('\n') || at('\t') || at('\r'))
            ++m_at;
    }
    bool word(QByteArrayView word)
    {
        if (!m_text.sliced(m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }
    bool number()
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && QByteArrayView("+-.eE0123456789").contains(m_text[m_at]))
            ++m_at;
        return isJsonNumber(m_text.sliced(from, m_at - from));
    }
    bool string()
    {
        if (!take('"'))
            return false;
        for (; m_at < m_text.size(); ++m_at) {
            const auto c = static_cast<unsigned char>(m_text[m_at]);
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (c < 0x20 || (c == '\\' && !escape()))
                return false;
        }
        return false;
    }
    bool escape()
    {
        if (++m_at == m_text.size())
            return false;
        if (m_text[m_at] != 'u')
            return QByteArrayView("\"\\/bfnrt").contains(m_text[m_at]);
        for (int i = 0; i < 4; ++i) {
            if (++m_at == m_text.size() || !QByteArrayView("0123456789abcdefABCDEF").contains(m_text[m_at]))
                return false;
        }
        return true;
    }
    bool value(int depth)
    {
        space();
        if (m_at == m_text.size() || depth > deepest)
            return false;
        switch (m_text[m_at]) {
        case '{':
            return list('}', depth, true);
        case '[':
            return list(']', depth, false);
        case '"':
            return string();
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        default:
            return number();
        }
    }
    bool list(char end, int depth, bool hasNames)
    {
        ++m_at;
        if (take(end))
            return true;
        do {
            if (hasNames && !(string() && take(':')))
                return false;
            if (!value(depth + 1))
                return false;
        } while (take(','));
        return take(end);
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace

bool isJson(QByteArrayView text)
{
    return Check(text).whole();
}

bool isJsonObject(QByteArrayView text)
{
    return text.trimmed().startsWith('{') && isJson(text);
}

} // namespace livebelt
