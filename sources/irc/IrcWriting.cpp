// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcWriting.h"

#include "model/records/Fields.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

/// Where text has to be cut so that the first part has at most most bytes, or code points.
qsizetype endOfPart(const QByteArray &text, qsizetype most, bool countsCharacters)
{
    qsizetype count = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!countsCharacters || !isContinuation(text[i]))
            ++count;
        if (count > most) {
            qsizetype end = i;
            while (end > 0 && isContinuation(text[end]))
                --end;
            const qsizetype space = text.lastIndexOf(' ', end);
            return space > end / 2 ? space : end; // a word longer than that is cut
        }
    }
    return text.size();
}

/// A word of letters behind a slash; empty where it is none: "/etc/hosts", "/ ".
QByteArray commandIn(const QByteArray &line)
{
    qsizetype end = 1;
    while (end < line.size() && ((line[end] | 0x20) >= 'a' && (line[end] | 0x20) <= 'z'))
        ++end;
    const bool isWord = line.startsWith('/') && end > 1 && (end == line.size() || line[end] == ' ');
    return isWord ? line.mid(1, end - 1).toLower() : QByteArray();
}

Result<QByteArrayList> bodies(const QByteArray &written, qsizetype most, bool countsCharacters)
{
    QByteArrayList bodies;
    const QByteArrayList lines = validUtf8(written).replace('\r', '\n').replace('\0', ' ').split('\n');
    for (QByteArray line : lines) {
        const QByteArray command = commandIn(line);
        const bool isAction = command == "me";
        if (!command.isEmpty() && !isAction) {
            return Failure{u"“/%1” is not known here, only /me is: write //%1 to say it as it stands"_s.arg(
                QString::fromUtf8(command))};
        }
        if (isAction)
            line = line.mid(4);
        else if (line.startsWith("//"))
            line.remove(0, 1);
        const QByteArray before = isAction ? "\x01"
                                             "ACTION "
                                           : "",
                         after = isAction ? "\x01" : "";
        const qsizetype room = most - before.size() - after.size();
        while (!line.trimmed().isEmpty()) {
            const qsizetype end = endOfPart(line, room, countsCharacters);
            bodies += before + line.left(end) + after;
            line.remove(0, end < line.size() && line[end] == ' ' ? end + 1 : end);
        }
    }
    if (bodies.isEmpty())
        return Failure{u"There is nothing to send: write something first"_s};
    return bodies;
}

} // namespace

Result<QByteArrayList> ircBodies(const QByteArray &written, qsizetype room)
{
    return bodies(written, room, false);
}

Result<QByteArrayList> ircBodiesOfCharacters(const QByteArray &written, qsizetype characters)
{
    return bodies(written, characters, true);
}

} // namespace livebelt
