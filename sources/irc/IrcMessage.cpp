// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcMessage.h"

#include <cstring>

namespace livebelt {

namespace {

qsizetype find(QByteArrayView text, char c, qsizetype from = 0)
{
    if (from >= text.size())
        return -1;
    const void *at = std::memchr(text.data() + from, c, size_t(text.size() - from));
    return at ? static_cast<const char *>(at) - text.data() : -1;
}

qsizetype pastSpaces(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && text[at] == ' ')
        ++at;
    return at;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isCommand(QByteArrayView word)
{
    if (word.size() == 3 && isDigit(word[0]) && isDigit(word[1]) && isDigit(word[2]))
        return true;
    for (const char c : word) {
        if ((c | 0x20) < 'a' || (c | 0x20) > 'z')
            return false;
    }
    return !word.isEmpty();
}

} // namespace

IrcMessage IrcMessage::parse(QByteArrayView line)
{
    IrcMessage message;
    qsizetype at = pastSpaces(line, 0);
    const auto word = [&] {
        const qsizetype end = find(line, ' ', at);
        const QByteArrayView result = line.sliced(at, (end < 0 ? line.size() : end) - at);
        at = pastSpaces(line, at + result.size());
        return result;
    };
    if (at < line.size() && line[at] == '@')
        message.tags = word().sliced(1);
    if (at < line.size() && line[at] == ':')
        message.takePrefix(word().sliced(1));
    if (at >= line.size())
        return message;
    const QByteArrayView command = word();
    if (!isCommand(command))
        return message;
    message.command = command;
    while (at < line.size()) {
        QByteArrayView &parameter = message.m_parameters[size_t(message.m_count++)];
        if (line[at] == ':') {
            parameter = line.sliced(at + 1);
            break;
        }
        if (message.m_count == qsizetype(message.m_parameters.size())) {
            parameter = line.sliced(at);
            break;
        }
        parameter = word();
    }
    return message;
}

void IrcMessage::takePrefix(QByteArrayView text)
{
    prefix = text;
    nick = text;
    const qsizetype bang = find(text, '!');
    const qsizetype at = find(text, '@', bang < 0 ? 0 : bang);
    if (at >= 0) {
        host = text.sliced(at + 1);
        nick = text.first(at);
    }
    if (bang >= 0) {
        user = text.sliced(bang + 1, (at < 0 ? text.size() : at) - bang - 1);
        nick = text.first(bang);
    }
}

int IrcMessage::numeric() const
{
    if (command.size() != 3 || !isDigit(command[0]))
        return 0;
    return (command[0] - '0') * 100 + (command[1] - '0') * 10 + (command[2] - '0');
}

bool IrcTags::next()
{
    while (!m_rest.isEmpty()) {
        const qsizetype end = find(m_rest, ';');
        const QByteArrayView tag = end < 0 ? m_rest : m_rest.first(end);
        m_rest = end < 0 ? QByteArrayView() : m_rest.sliced(end + 1);
        const qsizetype equals = find(tag, '=');
        m_key = equals < 0 ? tag : tag.first(equals);
        m_value = equals < 0 ? QByteArrayView() : tag.sliced(equals + 1);
        if (!m_key.isEmpty())
            return true;
    }
    return false;
}

QByteArray IrcTags::value() const
{
    QByteArray value;
    value.reserve(m_value.size());
    for (qsizetype i = 0; i < m_value.size(); ++i) {
        char c = m_value[i];
        if (c == '\\') {
            if (++i == m_value.size())
                break;
            c = m_value[i];
            switch (c) {
            case ':':
                c = ';';
                break;
            case 's':
                c = ' ';
                break;
            case 'r':
                c = '\r';
                break;
            case 'n':
                c = '\n';
                break;
            default:
                break;
            }
        }
        value += c;
    }
    return value;
}

QByteArrayView ircTag(QByteArrayView tags, QByteArrayView name)
{
    IrcTags tag(tags);
    while (tag.next()) {
        if (sameBytes(tag.key(), name))
            return tag.escapedValue();
    }
    return {};
}

QByteArray ircTagValue(QByteArrayView tags, QByteArrayView name)
{
    IrcTags tag(tags);
    while (tag.next()) {
        if (sameBytes(tag.key(), name))
            return tag.value();
    }
    return {};
}

QByteArray ircFolded(QByteArrayView name)
{
    QByteArray folded = name.toByteArray();
    for (char &c : folded) {
        if (c >= 'A' && c <= '^') // A-Z [ \ ] ^
            c = char(c + 0x20);
    }
    return folded;
}

} // namespace livebelt
