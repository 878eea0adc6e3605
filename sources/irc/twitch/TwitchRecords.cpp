// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/twitch/TwitchRecords.h"

#include "model/records/Fields.h"
#include "sources/irc/IrcTagFields.h"
#include "sources/irc/IrcText.h"
#include "sources/irc/twitch/TwitchEvents.h"

namespace livebelt {

namespace {

/// Whether each place of each emote ("25:0-4,6-10/1902:12-16") lies in the text, of so many characters.
bool areEmotesOf(QByteArrayView places, qsizetype characters)
{
    const auto number = [&places] {
        qsizetype size = 0;
        while (size < places.size() && places[size] >= '0' && places[size] <= '9')
            ++size;
        const qsizetype value = size > 0 && size < 10 ? places.first(size).toByteArray().toLongLong() : -1;
        places = places.sliced(size);
        return value;
    };
    const auto take = [&places](char c) {
        const bool isThere = places.startsWith(c);
        places = places.sliced(isThere ? 1 : 0);
        return isThere;
    };
    do {
        const qsizetype name = places.indexOf(':');
        if (name < 1)
            return false;
        places = places.sliced(name + 1);
        do {
            const qsizetype first = number();
            if (first < 0 || !take('-'))
                return false;
            const qsizetype last = number();
            if (last < first || last >= characters)
                return false;
        } while (take(','));
    } while (take('/'));
    return places.isEmpty();
}

/// Every tag that says something is a field of its name.
QByteArrayView fieldName(QByteArrayView tag, QByteArrayView value)
{
    return value.isEmpty() || tag == "emotes" ? QByteArrayView() : tag;
}

/// Names of the author: as it is shown, or as it is logged in with.
QByteArray authorOf(const IrcMessage &message)
{
    const QByteArray shown = ircTagValue(message.tags, "display-name");
    QByteArray login = ircTag(message.tags, "login").toByteArray();
    if (login.isEmpty())
        login = message.nick.toByteArray();
    return shown.isEmpty() ? login : shown;
}

void fillMessage(Record &record, const IrcMessage &message, FieldsBuilder &fields)
{
    record.kind = RecordKind::Message;
    record.subject = authorOf(message);
    const IrcText body = IrcText::parse(message.parameter(1));
    record.text = body.text.toByteArray();
    if (body.ctcp == "ACTION") {
        fields.addBoolean("action", true);
    } else if (!body.ctcp.isEmpty()) {
        fields.add("ctcp", body.ctcp);
    }
    fields.add(message.is("WHISPER") ? "to" : "channel", message.parameter(0));
    if (message.is("WHISPER"))
        fields.addBoolean("private", true);
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
        fillMessage(record, message, fields);
    } else {
        record.kind = RecordKind::Event;
        if (message.is("USERNOTICE"))
            record.subject = authorOf(message);
        describeTwitchEvent(message, record, fields);
    }
    record.raw = line;
    const QByteArray emotes = ircTagValue(message.tags, "emotes");
    if (areEmotesOf(emotes, QString::fromUtf8(message.parameter(1)).toUcs4().size()))
        fields.add("emotes", emotes);
    bool isTime = false;
    const qint64 sent = ircTag(message.tags, "tmi-sent-ts").toLongLong(&isTime);
    constexpr qint64 farAway = 100'000'000'000'000; // the year 5138
    if (isTime && sent > 0 && sent < farAway)
        record.time = sent * 1000;
    addIrcTags(fields, message.tags, fieldName);
    record.fields = fields.take();
    if (!isValidUtf8(line)) {
        record.subject = validUtf8(record.subject);
        record.text = validUtf8(record.text);
    }
    return record;
}

} // namespace livebelt
