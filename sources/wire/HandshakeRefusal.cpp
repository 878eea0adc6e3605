// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/HandshakeRefusal.h"

#include "sources/feed/RateLimit.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using Kind = Ending::Kind;

namespace {

constexpr qsizetype mostOfBody = 200, mostRead = 2048;

/// The body without the lengths of its chunks (RFC 9112 section 7.1), as far as it is there.
QByteArray withoutChunks(const QByteArray &body)
{
    QByteArray text;
    for (qsizetype at = 0; at < body.size();) {
        const qsizetype end = body.indexOf("\r\n", at);
        bool isNumber = false;
        const qsizetype size = body.mid(at, qMax<qsizetype>(0, end - at)).split(';')[0].trimmed().toInt(&isNumber, 16);
        if (end < 0 || !isNumber || size <= 0)
            break;
        text += body.mid(end + 2, size);
        at = end + 2 + size + 2;
    }
    return text;
}

QByteArray textOf(const HttpHead &head, const QByteArray &body)
{
    if (head.hasToken("Transfer-Encoding", "chunked"))
        return withoutChunks(body);
    bool isNumber = false;
    const qsizetype length = head.value("Content-Length").toInt(&isNumber);
    return isNumber && length >= 0 ? body.left(length) : body;
}

std::optional<std::chrono::milliseconds> retryIn(const HttpHead &head)
{
    const auto header = [&head](const char *name) { return head.value(name); };
    return rateLimitWait(head.status, header, QDateTime::currentDateTimeUtc());
}

QString meaning(const HttpHead &head, const QString &host)
{
    const int status = head.status;
    if (status == 429 || (status == 403 && retryIn(head)))
        return u"%1 wants to be asked less often"_s.arg(host);
    switch (status) {
    case 401:
        return u"%1 wants to know who connects: enter the password or token"_s.arg(host);
    case 403:
        return u"%1 refuses access: check the password or token, and whether it wants an origin of its own"_s.arg(host);
    case 404:
    case 410:
        return u"There is nothing at this path on %1: check the address"_s.arg(host);
    case 407:
        return u"The proxy wants a user name and a password: name the user in proxy="_s;
    case 408:
        return u"%1 waited too long for the request"_s.arg(host);
    case 426:
        return u"%1 wants another protocol: check the address"_s.arg(host);
    default:
        break;
    }
    if (status < 300)
        return u"%1 answers, but not as a WebSocket: check the path of the address"_s.arg(host);
    if (status < 400)
        return u"%1 has moved this path elsewhere: change the address to the new one"_s.arg(host);
    return status < 500 ? u"%1 does not take this request: check the address"_s.arg(host)
                        : u"%1 cannot answer at the moment"_s.arg(host);
}

/// The status, the headers worth knowing and the first lines, for one sentence.
QString details(const HttpHead &head, const QByteArray &body)
{
    QString all = QString::number(head.status);
    if (!head.reason.isEmpty())
        all += u' ' + QString::fromUtf8(head.reason.left(80));
    for (const char *name : {"Location", "WWW-Authenticate", "Retry-After", "X-RateLimit-Remaining",
                             "X-RateLimit-Reset", "Sec-WebSocket-Version", "Upgrade", "Server"}) {
        if (const QByteArray value = head.value(name); !value.isEmpty())
            all += u"; %1: %2"_s.arg(QLatin1StringView(name), QString::fromUtf8(value.left(mostOfBody)));
    }
    QString text = QString::fromUtf8(textOf(head, body)).simplified();
    if (text.size() > mostOfBody)
        text = text.left(mostOfBody) + u'…';
    return text.isEmpty() || head.value("Content-Encoding").size() > 0 ? all : u"%1; “%2”"_s.arg(all, text);
}

} // namespace

bool isEnoughOfBody(const HttpHead &head, const QByteArray &body)
{
    if (body.size() >= mostRead || head.value("Content-Length") == "0")
        return true;
    if (head.hasToken("Transfer-Encoding", "chunked"))
        return body.startsWith("0\r\n") || body.contains("\r\n0\r\n");
    bool isNumber = false;
    const qint64 length = head.value("Content-Length").toLongLong(&isNumber);
    return isNumber && body.size() >= length;
}

Ending handshakeRefusal(const HttpHead &head, const QByteArray &body, const QString &host)
{
    const std::optional<std::chrono::milliseconds> wait = retryIn(head);
    const bool canPass = wait || head.status >= 500 || head.status == 408 || head.status == 425 || head.status == 429;
    Ending ending{canPass ? Kind::Lost : Kind::Refused, u"%1 (%2)"_s.arg(meaning(head, host), details(head, body))};
    ending.retryIn = wait;
    ending.wantsPassword = head.status == 401 || head.status == 407;
    return ending;
}

} // namespace livebelt
