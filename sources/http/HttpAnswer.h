// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/http/HttpRequest.h"
#include "sources/wire/HttpHead.h"
#include <livebelt/async/io/Sockets.h>

#include <QDateTime>

namespace livebelt {

/// What came of asking a server: an answer whose body can be read, or the reason why there is none.
struct HttpAnswer
{
    HttpHead head;        ///< its status is 0 where the server did not answer
    bool isGood = false;  ///< the status is 2xx or 304, and there is a body to read
    bool wasSent = false; ///< the server may have acted on the request
    Ending ending;        ///< where it is not good

    int status() const { return head.status; }
    QByteArray header(QByteArrayView name) const { return head.value(name); }
    /// Without parameters, in lower case: "text/event-stream".
    QByteArray contentType() const { return header("Content-Type").split(';').constFirst().trimmed().toLower(); }
};

/// What a status other than 2xx and 304 means for the feed (RFC 9110, section 15; RFC 6585), with what the server says
/// of it: 401, 403, 404 and the like need the person; 408, 425, 429, all 5xx, and a 403 that is a rate limit, are tried
/// again, when the server says so. body: the beginning of it. No secret of the request is repeated.
Ending statusEnding(const HttpRequest &request, const HttpHead &head, const QByteArray &body, const QDateTime &now);

/// What it means that there is no connection to the server of the request.
Ending connectEnding(const HttpRequest &request, const async::SocketError &error);

} // namespace livebelt
