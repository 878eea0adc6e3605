// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace livebelt {

class FieldsBuilder;

/// What a tag of that value is called as a field; nothing: it is no field.
using IrcTagNaming = QByteArrayView (*)(QByteArrayView tag, QByteArrayView escapedValue);

/// What the tags of a message say that is no field of its own. Refers to their bytes.
struct IrcTagged
{
    QByteArrayView time; ///< IRCv3 server-time
    QByteArrayView id;   ///< IRCv3 msgid, which is a field besides
};

/// Adds the tags that are no property of the record itself; the last of equal ones counts.
IrcTagged addIrcTags(FieldsBuilder &fields, QByteArrayView tags, IrcTagNaming naming = nullptr);

} // namespace livebelt
