// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/chat/ChatLine.h"

#include "model/records/FieldScanner.h"
#include "ui/theme/VisibleText.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBadges = 3;
constexpr qsizetype longestBadge = 12;

/// "moderator/1,subscriber/12" as "mod", "sub".
QStringList shortBadges(const QByteArray &badges)
{
    QStringList words;
    for (const QByteArray &badge : badges.left(400).split(',')) {
        const QString name = QString::fromUtf8(badge.left(badge.indexOf('/')));
        QString word = name == "broadcaster"_L1 ? u"host"_s
                       : name == "moderator"_L1 ? u"mod"_s
                       : name == "subscriber"_L1 || name == "founder"_L1
                           ? u"sub"_s
                           : visibleLine(name.section(u'-', 0, 0).section(u'_', 0, 0), longestBadge);
        if (!word.isEmpty() && words.size() < mostBadges && !words.contains(word))
            words.append(word);
    }
    return words;
}

} // namespace

ChatLine ChatLine::of(const Record &record)
{
    ChatLine line;
    line.nick = record.subject;
    if (record.kind == RecordKind::Notice) {
        line.kind = Kind::Note;
        return line;
    }
    line.kind = record.kind == RecordKind::Event ? Kind::Event : Kind::Said;
    bool isOfServer = false;
    FieldScanner fields(record.fields);
    while (fields.next()) {
        const QByteArray name = fields.name();
        if (name == "channel")
            line.channel = fields.value();
        else if (name == "action" && record.kind == RecordKind::Message)
            line.kind = Kind::Action;
        else if (name == "command" && record.kind == RecordKind::Message && fields.value() == "NOTICE")
            line.kind = Kind::Notice;
        else if (name == "private")
            line.isPrivate = true;
        else if (name == "presence")
            line.presence = fields.value();
        else if (name == "source")
            isOfServer = fields.value() == "server";
        else if (name == "id" || name == "msgid")
            line.id = fields.value();
        else if (name == "user-id")
            line.author = fields.value();
        else if (name == "badges")
            line.badges = shortBadges(fields.value());
        else if (name == "reply-parent-display-name")
            line.replyTo = fields.value();
        else if (name == "reply-parent-msg-body")
            line.replyText = fields.value();
    }
    if (record.kind == RecordKind::Event && isOfServer)
        line.kind = Kind::Server;
    else if (!line.presence.isEmpty())
        line.kind = Kind::Presence;
    return line;
}

} // namespace livebelt
