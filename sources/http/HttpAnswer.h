// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/io/Network.h"
#include "sources/feed/Connection.h"
#include "sources/http/HttpRequest.h"

#include <QDateTime>

namespace livebelt {

/// What came of asking a server: an answer whose body can be read, or the reason why there is none.
struct HttpAnswer
{
    async::ReplyPointer reply; ///< null where there is nothing to read
    int status = 0;            ///< 200 to 299, or 304; 0 where the server did not answer
    Ending ending;             ///< where reply is null

    /// A header of the answer, and its value without parameters, in lower case: "text/event-stream".
    QByteArray header(const char *name) const { return reply->rawHeader(name); }
    QByteArray contentType() const { return header("Content-Type").split(';').constFirst().trimmed().toLower(); }
};

/// What a status other than 2xx and 304 means for the feed (RFC 9110, section 15; RFC 6585): 401, 403, 404 and the like
/// need the person; 408, 425, 429 and all 5xx are tried again, when Retry-After says so.
Ending statusEnding(const HttpRequest &request, int status, const QByteArray &retryAfter, const QDateTime &now);

/// What it means that there is no answer, or no more of it. tls: what was wrong with the certificate.
Ending networkEnding(const HttpRequest &request, QNetworkReply::NetworkError code, const QString &text,
                     const QList<QSslError> &tls);

} // namespace livebelt
