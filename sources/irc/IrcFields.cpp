// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcFields.h"

#include "model/records/Fields.h"
#include "sources/irc/IrcMessage.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

/// More than a server sends; a hostile one is not to make us compare thousands of keys with each other.
constexpr int mostTags = 64;

/// Fields that the message itself makes.
constexpr std::array<QByteArrayView, 16> ownNames{"channel",  "to",     "user",   "host",   "command", "action",
                                                  "ctcp",     "nick",   "target", "mode",   "reason",  "topic",
                                                  "presence", "styles", "batch",  "history"};

bool isOwnName(QByteArrayView key)
{
    return std::find(ownNames.begin(), ownNames.end(), key) != ownNames.end();
}

bool comesAgain(IrcTags rest, QByteArrayView key)
{
    while (rest.next()) {
        if (rest.key() == key)
            return true;
    }
    return false;
}

} // namespace

void IrcFields::add(QByteArrayView name, QByteArrayView value)
{
    if (value.isEmpty())
        return;
    const bool isFirst = m_json.isEmpty();
    m_json.reserve(m_json.size() + name.size() + value.size() + 8);
    if (isFirst) {
        m_json += '{';
    } else {
        m_json.back() = ',';
    }
    appendJsonString(m_json, name);
    m_json += ':';
    appendJsonString(m_json, value);
    m_json += '}';
}

bool IrcFields::addTags(QByteArrayView tags, Naming naming)
{
    IrcTags tag(tags);
    int count = 0;
    while (tag.next()) {
        const QByteArrayView key = tag.key();
        if (key == "time" || key == "label" || key == "batch")
            continue;
        if (count == 0)
            m_json.reserve(m_json.size() + tags.size() + 64); // for all of them at once
        if (++count > mostTags)
            return false;
        if (comesAgain(tag, key))
            continue;
        const QByteArrayView escaped = tag.escapedValue();
        const QByteArrayView name = naming ? naming(key, escaped) : key;
        if (name.isEmpty())
            continue;
        if (isOwnName(name))
            add("tag." + name.toByteArray(), tag.value());
        else if (escaped.isEmpty()) // a tag may say something by being there
            add(name, "true");
        else if (escaped.contains('\\'))
            add(name, tag.value());
        else
            add(name, escaped);
    }
    return true;
}

} // namespace livebelt
