// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/WebSocketDialect.h"

#include "sources/feed/Parameters.h"

#include <QUrlQuery>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

const QStringList &protocols() // as in the enumeration
{
    static const QStringList names{u"auto"_s, u"plain"_s, u"graphql"_s, u"socketio"_s};
    return names;
}

const QStringList &resends() // as in the enumeration
{
    static const QStringList names{u"none"_s, u"first"_s, u"all"_s};
    return names;
}

} // namespace

Result<WebSocketDialect> WebSocketDialect::from(const FeedAddress &address)
{
    const QString protocol = address.query(u"protocol"_s, u"auto"_s), resend = address.query(u"resend"_s, u"first"_s);
    const qsizetype protocolAt = protocols().indexOf(protocol), resendAt = resends().indexOf(resend);
    if (protocolAt < 0)
        return Failure{u"protocol is %1, not “%2”"_s.arg(protocols().join(u", "_s), protocol)};
    if (resendAt < 0)
        return Failure{u"resend is %1, not “%2”"_s.arg(resends().join(u", "_s), resend)};
    WebSocketDialect dialect;
    dialect.protocol = Protocol(protocolAt);
    dialect.resend = Resend(resendAt);
    return dialect;
}

QList<FeedParameter> WebSocketDialect::parameters()
{
    return Parameters()
        .choice("protocol", "Spoken",
                "graphql waits with the messages to begin with until it is let in, socketio answers pings and shows "
                "events; auto tells them by the subprotocol and the path.",
                protocols())
        .fallback("auto")
        .choice("resend", "Said again",
                "After a reconnection: the messages to begin with (first), also what was sent from here since (all), "
                "or none.",
                resends())
        .fallback("first");
}

WebSocketDialect::Protocol WebSocketDialect::protocolOf(const QUrl &url, const QString &subprotocol) const
{
    if (protocol != Protocol::Automatic)
        return protocol;
    if (subprotocol == "graphql-transport-ws"_L1 || subprotocol == "graphql-ws"_L1)
        return Protocol::Graphql;
    return url.path().contains("/socket.io/"_L1) ? Protocol::SocketIo : Protocol::Plain;
}

bool isEngineIo3(const QUrl &url)
{
    return QUrlQuery(url).queryItemValue(u"EIO"_s) == "3"_L1;
}

} // namespace livebelt
