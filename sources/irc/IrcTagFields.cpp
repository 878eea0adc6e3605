// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcTagFields.h"

#include "model/records/Fields.h"
#include "sources/irc/IrcMessage.h"

#include <QVarLengthArray>
#include <algorithm>
#include <array>

namespace livebelt {

namespace {

/// More than a server sends; a hostile one is not to make us compare thousands of keys with each other.
constexpr qsizetype mostTags = 64;

/// Fields that the message itself makes.
constexpr std::array<QByteArrayView, 21> ownNames{
    "private", "channel", "to",       "user",   "host",  "command", "action", "ctcp",     "nick",     "target", "mode",
    "reason",  "topic",   "presence", "styles", "batch", "history", "source", "reaction", "realname", "code"};

bool isOwnName(QByteArrayView key)
{
    return std::any_of(ownNames.begin(), ownNames.end(), [&](QByteArrayView name) { return sameBytes(name, key); });
}

void addTag(FieldsBuilder &fields, const IrcTags &tag, IrcTagNaming naming)
{
    const QByteArrayView escaped = tag.escapedValue();
    const QByteArrayView name = naming ? naming(tag.key(), escaped) : tag.key();
    if (name.isEmpty())
        return;
    if (isOwnName(name))
        fields.add("tag." + name.toByteArray(), tag.value());
    else if (escaped.isEmpty()) // a tag may say something by being there
        fields.addBoolean(name, true);
    else if (escaped.contains('\\'))
        fields.add(name, tag.value());
    else
        fields.add(name, escaped);
}

} // namespace

IrcTagged addIrcTags(FieldsBuilder &fields, QByteArrayView tags, IrcTagNaming naming)
{
    IrcTagged tagged;
    QVarLengthArray<IrcTags, mostTags> all;
    for (IrcTags tag(tags); tag.next();) {
        if (sameBytes(tag.key(), "time")) {
            tagged.time = tag.escapedValue();
        } else if (sameBytes(tag.key(), "label") || sameBytes(tag.key(), "batch")) {
            continue;
        } else if (all.size() < mostTags) {
            all.append(tag);
        } else {
            break;
        }
    }
    for (auto tag = all.cbegin(); tag != all.cend(); ++tag) {
        const auto isSame = [&](const IrcTags &later) { return sameBytes(later.key(), tag->key()); };
        if (std::any_of(tag + 1, all.cend(), isSame))
            continue;
        if (sameBytes(tag->key(), "msgid"))
            tagged.id = tag->escapedValue();
        addTag(fields, *tag, naming);
    }
    return tagged;
}

} // namespace livebelt
