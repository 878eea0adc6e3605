// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcMessage.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

/// One line of a server.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArrayView line = bytesOf(data, size);
    const auto isInside = [line](QByteArrayView part) {
        return part.isEmpty() || (part.begin() >= line.begin() && part.end() <= line.end());
    };
    const IrcMessage message = IrcMessage::parse(line);
    for (qsizetype i = -1; i <= message.count(); ++i)
        insist(isInside(message.parameter(i)), "a parameter is part of the line");
    for (const QByteArrayView part :
         {message.tags, message.prefix, message.nick, message.user, message.host, message.command})
        insist(isInside(part), "a part is part of the line");
    insist(message.numeric() >= 0 && message.numeric() < 1000, "a numeric has three digits");
    IrcTags tags(message.tags);
    while (tags.next()) {
        insist(isInside(tags.key()) && isInside(tags.escapedValue()), "a tag is part of the line");
        insist(tags.value().size() <= tags.escapedValue().size(), "escapes are longer than what they mean");
    }
    insist(ircFolded(message.nick).size() == message.nick.size(), "folding keeps the length");
    return 0;
}
