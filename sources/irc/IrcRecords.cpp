// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcRecords.h"

#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/irc/IrcNames.h"
#include "sources/irc/IrcText.h"

namespace livebelt {

namespace {

constexpr std::size_t mostAuthors = 4096;

QByteArray phrase(std::initializer_list<QByteArrayView> parts)
{
    QByteArray text;
    for (const QByteArrayView part : parts)
        text += part;
    return text;
}

QByteArray withReason(QByteArray text, QByteArrayView reason)
{
    return reason.isEmpty() ? text : phrase({text, " (", reason, ")"});
}

QByteArray joined(const IrcMessage &message, qsizetype from)
{
    QByteArray text;
    for (qsizetype i = from; i < message.count(); ++i) {
        if (i > from)
            text += ' ';
        text += message.parameter(i);
    }
    return text;
}

/// A message of nothing but tags (IRCv3 message-tags): a reaction (draft/react), or what we do not know.
void describeTags(const IrcMessage &m, QByteArray &text, FieldsBuilder &fields)
{
    const QByteArrayView channel = ircChannelOf(m.parameter(0));
    fields.add("channel", channel);
    if (channel.size() != m.parameter(0).size())
        fields.add("to", m.parameter(0));
    for (const char *name : {"+draft/react", "+react"}) {
        const QByteArray reaction = ircTagValue(m.tags, name);
        if (reaction.isEmpty())
            continue;
        text = phrase({m.nick, " reacts with ", reaction});
        return fields.add("reaction", reaction);
    }
    const QByteArray taken = ircTagValue(m.tags, "+draft/unreact");
    text = taken.isEmpty() ? phrase({m.nick, " sent tags only"}) : phrase({m.nick, " takes ", taken, " back"});
}

/// IRCv3 standard replies: "FAIL BOX BOXES_INVALID STACK CLOCKWISE :Given boxes are not supported".
void describeReply(const IrcMessage &m, QByteArray &text, FieldsBuilder &fields)
{
    const QByteArrayView about = m.parameter(0) == "*" ? QByteArrayView() : m.parameter(0);
    const QByteArrayView words = m.last();
    if (m.is("FAIL"))
        text = about.isEmpty() ? phrase({"The server refuses: ", words})
                               : phrase({"The server refuses ", about, ": ", words});
    else if (m.is("WARN"))
        text = about.isEmpty() ? phrase({"The server warns: ", words})
                               : phrase({"The server warns of ", about, ": ", words});
    else
        text = words.toByteArray();
    fields.add("code", m.parameter(1));
    for (qsizetype i = 2; i + 1 < m.count(); ++i) {
        if (isIrcChannel(m.parameter(i)))
            return fields.add("channel", m.parameter(i));
    }
}

/// Whether it is about the connection rather than about people: to be folded where those are read.
bool isOfServer(const IrcMessage &m)
{
    if (m.numeric() > 0)
        return true;
    for (const char *command : {"NOTICE", "PRIVMSG", "ERROR", "WALLOPS", "FAIL", "WARN", "NOTE"}) {
        if (m.is(command))
            return isFromIrcServer(m);
    }
    return false;
}

/// Puts what happened into text and fields; false where it is of no kind known here.
bool describe(const IrcMessage &m, QByteArray &text, FieldsBuilder &fields)
{
    const QByteArrayView who = m.nick, first = m.parameter(0), second = m.parameter(1), third = m.parameter(2);
    if (m.is("JOIN")) {
        text = phrase({who, " joined ", first});
        fields.add("presence", "join");
        fields.add("channel", first);
    } else if (m.is("PART")) {
        text = withReason(phrase({who, " left ", first}), second);
        fields.add("presence", "part");
        fields.add("channel", first);
        fields.add("reason", second);
    } else if (m.is("QUIT")) {
        text = withReason(phrase({who, " quit"}), first);
        fields.add("presence", "quit");
        fields.add("reason", first);
    } else if (m.is("NICK")) {
        text = phrase({who, " is now ", first});
        fields.add("presence", "nick");
        fields.add("nick", first);
    } else if (m.is("TOPIC")) {
        text = second.isEmpty() ? phrase({who, " removed the topic of ", first})
                                : phrase({who, " set the topic of ", first, ": ", second});
        fields.add("channel", first);
        fields.add("topic", second);
    } else if (m.is("MODE") && m.count() > 1) {
        const QByteArray mode = joined(m, 1);
        text = phrase({who, " set mode ", mode, " on ", first});
        fields.add(isIrcChannel(first) ? "channel" : "target", first);
        fields.add("mode", mode);
    } else if (m.is("KICK")) {
        text = withReason(phrase({who, " kicked ", second, " from ", first}), third);
        fields.add("channel", first);
        fields.add("target", second);
        fields.add("reason", third);
    } else if (m.is("INVITE")) {
        text = phrase({who, " invited ", first, " to ", second});
        fields.add("channel", second);
        fields.add("target", first);
    } else if (m.is("332")) {
        text = phrase({"The topic of ", second, " is: ", third});
        fields.add("channel", second);
        fields.add("topic", third);
    } else if (m.is("SETNAME")) {
        text = phrase({who, " is now called ", first});
        fields.add("realname", first);
    } else if (m.is("CHGHOST")) {
        text = phrase({who, " is now ", first, "@", second});
    } else if (m.is("TAGMSG")) {
        describeTags(m, text, fields);
    } else if (m.is("FAIL") || m.is("WARN") || m.is("NOTE")) {
        describeReply(m, text, fields);
    } else if (m.is("PRIVMSG") || m.is("NOTICE")) { // of the server
        const QByteArrayView channel = ircChannelOf(first);
        text = m.last().toByteArray();
        fields.add("channel", channel);
        if (channel.size() != first.size())
            fields.add("to", first);
    } else if (m.is("BATCH") && (second == "netsplit" || second == "netjoin")) {
        const QByteArray servers = joined(m, 2);
        text =
            phrase({second == "netsplit" ? "The network is split between " : "The network is whole again: ", servers});
        fields.add("batch", second);
    } else {
        return false;
    }
    return true;
}

} // namespace

Record IrcRecords::take(const IrcMessage &message, const QByteArray &line, qint64 received)
{
    Record record;
    if (isValidUtf8(line)) [[likely]] {
        record = makeRecord(message);
    } else {
        m_decoded = m_encoding.toUtf8(line);
        record = makeRecord(IrcMessage::parse(m_decoded));
    }
    record.raw = line;
    record.received = received;
    if (!m_tagged.time.isEmpty())
        record.time = fromRfc3339(m_tagged.time).value_or(noTime);
    return record;
}

/// message: of valid UTF-8.
Record IrcRecords::makeRecord(const IrcMessage &message)
{
    const bool isSaid = message.is("PRIVMSG") || message.is("NOTICE");
    return isSaid && !isFromIrcServer(message) ? chat(message) : event(message);
}

Record IrcRecords::chat(const IrcMessage &message)
{
    const Author &known = author(message);
    const IrcText body = IrcText::parse(message.parameter(1));
    Record record;
    record.kind = RecordKind::Message;
    record.subject = known.subject;
    m_fields.begin(known.fields);
    m_tagged = addIrcTags(m_fields, message.tags);
    if (body.ctcp == "ACTION") {
        m_fields.addBoolean("action", true);
    } else if (!body.ctcp.isEmpty()) {
        m_fields.add("ctcp", body.ctcp);
        record.kind = RecordKind::Event;
        record.text = phrase({message.nick, message.is("NOTICE") ? " answers by CTCP: " : " asks by CTCP: ", body.ctcp,
                              body.text.isEmpty() ? "" : " ", body.text});
    }
    if (hasIrcFormatting(body.text)) {
        record.text = withoutIrcFormatting(record.text.isEmpty() ? body.text : QByteArrayView(record.text));
        m_fields.add("styles", record.kind == RecordKind::Message ? ircStyles(body.text) : QByteArray());
    } else if (record.text.isEmpty()) {
        record.text = body.text.toByteArray();
    }
    record.fields = m_fields.take();
    return record;
}

const IrcRecords::Author &IrcRecords::author(const IrcMessage &message)
{
    // From the prefix through the target the line is one piece, and all that is kept of it depends on that piece alone.
    const QByteArrayView target = message.parameter(0);
    const char *from = message.prefix.isEmpty() ? message.command.data() : message.prefix.data();
    const char *to =
        message.count() > 0 ? target.data() + target.size() : message.command.data() + message.command.size();
    const std::string_view key(from, std::size_t(to - from));
    if (const auto found = m_authors.find(key); found != m_authors.end())
        return found->second;
    if (m_authors.size() >= mostAuthors)
        m_authors.clear();

    const QByteArrayView channel = ircChannelOf(target);
    FieldsBuilder fields;
    fields.add("channel", channel);
    if (channel.size() != target.size())
        fields.add("to", target);
    if (channel.isEmpty())
        fields.addBoolean("private", true);
    fields.add("user", message.user);
    fields.add("host", message.host);
    if (!message.is("PRIVMSG"))
        fields.add("command", message.command);
    return m_authors.emplace(key, Author{message.nick.toByteArray(), fields.take()}).first->second;
}

Record IrcRecords::event(const IrcMessage &message)
{
    Record record;
    record.kind = RecordKind::Event;
    record.subject = message.nick.toByteArray();
    m_fields.begin({});
    m_fields.add("command", message.command);
    if (isOfServer(message))
        m_fields.add("source", "server");
    const bool isReply = message.numeric() > 0;
    if (!describe(message, record.text, m_fields)) {
        const qsizetype from = isReply ? 1 : 0; // the first parameter of a reply is our own nick
        for (qsizetype i = from; i < qMin<qsizetype>(message.count(), 3); ++i) {
            if (isIrcChannel(message.parameter(i))) {
                m_fields.add("channel", message.parameter(i));
                break;
            }
        }
        record.text = joined(message, from);
    }
    if (hasIrcFormatting(record.text))
        record.text = withoutIrcFormatting(record.text);
    m_fields.add("user", message.user);
    m_fields.add("host", message.host);
    m_tagged = addIrcTags(m_fields, message.tags);
    record.fields = m_fields.take();
    return record;
}

} // namespace livebelt
