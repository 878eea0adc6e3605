// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/ByteScan.h"

#include <QByteArray>
#include <array>
#include <optional>

namespace livebelt {

/// One line of IRC, taken apart without a copy: RFC 1459 and 2812 section 2.3.1, with the tags of IRCv3
/// ("message-tags"). It refers to the bytes it was given, which stay where they are as long as it is used.
///
/// Tolerant: several spaces count as one, a parameter may hold any byte, and what follows the 14th is the 15th.
class IrcMessage
{
public:
    /// line: without its CR LF.
    static IrcMessage parse(QByteArrayView line);

    /// Whether it has a command: letters, or three digits.
    bool isValid() const { return !command.isEmpty(); }
    bool is(QByteArrayView name) const { return sameBytes(command, name); }
    /// The number of a numeric reply, or 0.
    int numeric() const;

    qsizetype count() const { return m_count; }
    /// The parameter at index, or an empty text.
    QByteArrayView parameter(qsizetype index) const
    {
        return index >= 0 && index < m_count ? m_parameters[size_t(index)] : QByteArrayView();
    }
    QByteArrayView last() const { return parameter(m_count - 1); }

    QByteArrayView tags;    ///< between '@' and the space
    QByteArrayView prefix;  ///< between ':' and the space: "nick!user@host" or a server's name
    QByteArrayView nick;    ///< of the prefix, up to '!' or '@'; of a server its name
    QByteArrayView user;    ///< may be empty
    QByteArrayView host;    ///< may be empty
    QByteArrayView command; ///< as it came; empty where there is none

private:
    void takePrefix(QByteArrayView text);

    std::array<QByteArrayView, 15> m_parameters;
    qsizetype m_count = 0;
};

/// Walks over the tags of a message.
class IrcTags
{
public:
    explicit IrcTags(QByteArrayView tags = {}) : m_rest(tags) {}
    bool next();
    QByteArrayView key() const { return m_key; }
    QByteArrayView escapedValue() const { return m_value; }
    /// What the sender meant: "\:" is ';', "\s" a space, "\r", "\n", "\\"; a stray backslash goes (IRCv3 message-tags).
    QByteArray value() const;

private:
    QByteArrayView m_rest, m_key, m_value;
};

/// The value of one tag, as it stands there; empty where there is none.
QByteArrayView ircTag(QByteArrayView tags, QByteArrayView name);
/// What its sender meant by it.
QByteArray ircTagValue(QByteArrayView tags, QByteArrayView name);

/// A nick or channel in lower case, as servers compare them: {}|~ are the lower case of []\^ (RFC 1459 section 2.2).
QByteArray ircFolded(QByteArrayView name);

} // namespace livebelt
