// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/twitch/TwitchEvents.h"

#include <QByteArrayList>

namespace livebelt {

namespace {

QByteArray setting(QByteArrayView name, QByteArrayView value)
{
    const bool isOn = value != "0" && value != "-1";
    const QByteArray number = value.toByteArray();
    if (name == "slow")
        return isOn ? "slow mode, a message every " + number + " s" : QByteArray("no slow mode");
    if (name == "followers-only" && value == "0")
        return "followers only";
    if (name == "followers-only")
        return isOn ? "followers of " + number + " minutes only" : QByteArray("not for followers only");
    const char *what = name == "emote-only"  ? "emotes only"
                       : name == "subs-only" ? "subscribers only"
                       : name == "r9k"       ? "unique messages only"
                                             : nullptr;
    if (!what)
        return {};
    return isOn ? QByteArray(what) : QByteArray("not ") + what;
}

/// All settings as one joins, one of them as it is changed.
QByteArray settings(const IrcMessage &message)
{
    QByteArrayList all, on;
    IrcTags tag(message.tags);
    while (tag.next()) {
        const QByteArray words = setting(tag.key(), tag.escapedValue());
        if (words.isEmpty())
            continue;
        all += words;
        if (!words.startsWith("no"))
            on += words;
    }
    const QByteArrayList &told = all.size() > 1 ? on : all;
    return message.parameter(0).toByteArray() + ": " +
           (told.isEmpty() ? QByteArray("no restrictions") : told.join(", "));
}

void describeClearing(const IrcMessage &message, Record &record, FieldsBuilder &fields)
{
    const QByteArray target = message.parameter(1).toByteArray();
    const QByteArray seconds = ircTag(message.tags, "ban-duration").toByteArray();
    fields.add("target", target);
    if (target.isEmpty()) {
        fields.add("event", "clear");
        record.text = "The chat of " + message.parameter(0).toByteArray() + " was cleared";
    } else if (seconds.isEmpty()) {
        fields.add("event", "ban");
        record.text = target + " was banned from " + message.parameter(0).toByteArray();
    } else {
        fields.add("event", "timeout");
        record.text = target + " was silenced for " + seconds + " s";
    }
}

/// What the person says; the system's sentence, which is a field besides, where it says nothing.
void describeNotice(const IrcMessage &message, Record &record)
{
    record.text = message.parameter(1).toByteArray();
    if (record.text.isEmpty())
        record.text = ircTagValue(message.tags, "system-msg");
}

} // namespace

bool describeTwitchEvent(const IrcMessage &message, Record &record, FieldsBuilder &fields)
{
    if (record.subject.isEmpty())
        record.subject = message.nick.toByteArray();
    fields.add("command", message.command);
    const QByteArray channel = message.parameter(0).toByteArray();
    if (channel.startsWith('#'))
        fields.add("channel", channel);
    if (message.is("NOTICE") || message.numeric() > 0)
        fields.add("source", "server");
    if (message.is("USERNOTICE") || message.is("NOTICE")) {
        describeNotice(message, record);
    } else if (message.is("CLEARCHAT")) {
        describeClearing(message, record, fields);
    } else if (message.is("CLEARMSG")) {
        const QByteArray login = ircTag(message.tags, "login").toByteArray();
        fields.add("event", "deletion");
        fields.add("target", login);
        record.text = "A message of " + login + " was deleted: " + message.parameter(1).toByteArray();
    } else if (message.is("ROOMSTATE")) {
        record.text = settings(message);
    } else if (message.is("JOIN") || message.is("PART")) {
        fields.add("presence", message.is("JOIN") ? "join" : "part");
        record.text = record.subject + (message.is("JOIN") ? " joined " : " left ") + channel;
    } else if (message.is("HOSTTARGET")) {
        record.text = channel + " shows " + message.parameter(1).toByteArray();
    } else {
        for (qsizetype i = 0; i < message.count(); ++i)
            record.text += (i > 0 ? " " : "") + message.parameter(i).toByteArray();
        return false;
    }
    return true;
}

} // namespace livebelt
