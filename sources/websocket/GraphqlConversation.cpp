// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/GraphqlConversation.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString typeOf(const QByteArray &message)
{
    return QJsonDocument::fromJson(message).object()[u"type"_s].toString();
}

/// Whether it is worth reading: most messages are data, and may be large.
bool mayBeControl(const QByteArray &message)
{
    constexpr std::array words{"\"connection_ack\"", "\"connection_error\"", "\"ping\"", "\"pong\"", "\"ka\""};
    return std::any_of(words.begin(), words.end(), [&](const char *word) { return message.contains(word); });
}

QString compact(const QJsonValue &value)
{
    return value.isObject() ? QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact))
                            : value.toString();
}

} // namespace

GraphqlConversation::GraphqlConversation(QByteArrayList first, QString host) : m_host(std::move(host))
{
    for (QByteArray &message : first)
        (typeOf(message) == "connection_init"_L1 ? m_greeting : m_afterwards).append(std::move(message));
    if (m_greeting.isEmpty())
        m_greeting.append(R"({"type":"connection_init"})");
}

Heard GraphqlConversation::hear(QByteArray &message, bool)
{
    if (!mayBeControl(message))
        return {std::move(message)};
    const QJsonObject object = QJsonDocument::fromJson(message).object();
    const QString type = object[u"type"_s].toString();
    Heard heard;
    if (type == "connection_ack"_L1) {
        heard.answers = std::exchange(m_afterwards, {});
    } else if (type == "ping"_L1) {
        QJsonObject pong{{u"type"_s, u"pong"_s}};
        if (object.contains(u"payload"_s))
            pong[u"payload"_s] = object[u"payload"_s];
        heard.answers.append(QJsonDocument(pong).toJson(QJsonDocument::Compact));
    } else if (type == "connection_error"_L1) {
        heard.ending = Ending{Ending::Kind::Refused,
                              u"%1 refuses the connection: check the password or token, and the "
                              "connection_init among first= (%2)"_s.arg(m_host, compact(object[u"payload"_s]))};
    } else if (type != "pong"_L1 && type != "ka"_L1) {
        heard.shown = std::move(message);
    }
    return heard;
}

} // namespace livebelt
