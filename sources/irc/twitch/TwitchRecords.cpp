// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/twitch/TwitchRecords.h"

#include "model/records/Fields.h"
#include "sources/irc/IrcTagFields.h"
#include "sources/irc/IrcText.h"
#include "sources/irc/twitch/TwitchEvents.h"

#include <array>

namespace livebelt {

namespace {

/// What stands in the record itself, or only repeats the channel.
constexpr std::array hidden{"tmi-sent-ts", "display-name", "client-nonce",
                            "room-id",     "system-msg",   "user-type",
                            "emote-sets",  "login",        "reply-parent-user-login"};

constexpr std::array<std::pair<const char *, const char *>, 6> renamed{{{"msg-id", "event"},
                                                                        {"reply-parent-msg-id", "reply-id"},
                                                                        {"reply-parent-display-name", "reply-to"},
                                                                        {"reply-parent-msg-body", "reply-text"},
                                                                        {"reply-thread-parent-msg-id", "thread-id"},
                                                                        {"ban-duration", "seconds"}}};

QByteArrayView fieldName(QByteArrayView tag, QByteArrayView value)
{
    constexpr QByteArrayView parameter = "msg-param-";
    if (value.isEmpty())
        return {};
    for (const char *name : hidden) {
        if (tag == QByteArrayView(name))
            return {};
    }
    for (const auto &[from, to] : renamed) {
        if (tag == QByteArrayView(from))
            return to;
    }
    if (tag.startsWith(parameter))
        return tag.sliced(parameter.size());
    return value == "0" ? QByteArrayView() : tag;
}

/// The settings of a channel say something by being 0, too.
QByteArrayView settingName(QByteArrayView tag, QByteArrayView)
{
    return tag == "room-id" ? QByteArrayView() : tag;
}

/// Names of the author: as it is shown, or as it is logged in with.
QByteArray authorOf(const IrcMessage &message, FieldsBuilder &fields)
{
    const QByteArray shown = ircTagValue(message.tags, "display-name");
    QByteArray login = ircTag(message.tags, "login").toByteArray();
    if (login.isEmpty())
        login = message.nick.toByteArray();
    if (shown.isEmpty())
        return login;
    if (shown.toLower() != login)
        fields.add("login", login);
    return shown;
}

void fillMessage(Record &record, const IrcMessage &message, FieldsBuilder &fields, const QByteArray &line)
{
    record.kind = RecordKind::Message;
    record.subject = authorOf(message, fields);
    const IrcText body = IrcText::parse(message.parameter(1));
    record.text = body.text.toByteArray();
    if (body.ctcp == "ACTION") {
        fields.add("action", "true");
    } else if (!body.ctcp.isEmpty()) {
        fields.add("ctcp", body.ctcp);
        record.raw = line;
    }
    fields.add(message.is("WHISPER") ? "to" : "channel", message.parameter(0));
}

bool isUpkeep(const IrcMessage &message)
{
    for (const char *command : {"PING", "PONG", "CAP", "USERSTATE", "GLOBALUSERSTATE", "RECONNECT", "001", "002", "003",
                                "004", "353", "366", "372", "375", "376"}) {
        if (message.is(command))
            return true;
    }
    return false;
}

} // namespace

std::optional<Record> twitchRecord(const IrcMessage &message, const QByteArray &line, qint64 received)
{
    if (isUpkeep(message))
        return std::nullopt;
    Record record;
    record.received = received;
    FieldsBuilder fields;
    const bool isMessage = message.is("PRIVMSG") || message.is("WHISPER");
    if (isMessage) {
        fillMessage(record, message, fields, line);
    } else {
        record.kind = RecordKind::Event;
        if (message.is("USERNOTICE"))
            record.subject = authorOf(message, fields);
        if (!describeTwitchEvent(message, record, fields))
            record.raw = line;
    }
    bool isTime = false;
    const qint64 sent = ircTag(message.tags, "tmi-sent-ts").toLongLong(&isTime);
    constexpr qint64 farAway = 100'000'000'000'000; // the year 5138
    if (isTime && sent > 0 && sent < farAway)
        record.time = sent * 1000;
    if (!addIrcTags(fields, message.tags, message.is("ROOMSTATE") ? settingName : fieldName).isWhole)
        record.raw = line;
    record.fields = fields.take();
    if (!isValidUtf8(line)) {
        record.subject = validUtf8(record.subject);
        record.text = validUtf8(record.text);
        record.raw = line;
    }
    return record;
}

} // namespace livebelt
