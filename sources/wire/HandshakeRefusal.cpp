// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/HandshakeRefusal.h"

#include "sources/feed/RateLimit.h"
#include "sources/wire/HttpComplaint.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using Kind = Ending::Kind;

namespace {

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

} // namespace

Ending handshakeRefusal(const HttpHead &head, const QByteArray &body, const QString &host)
{
    const std::optional<std::chrono::milliseconds> wait = retryIn(head);
    const bool canPass = wait || head.status >= 500 || head.status == 408 || head.status == 425 || head.status == 429;
    Ending ending{canPass ? Kind::Lost : Kind::Refused, u"%1 (%2)"_s.arg(meaning(head, host), statusText(head))};
    const bool isPacked = head.count("Content-Encoding") > 0;
    if (const QString complaint = complaintOf(head, isPacked ? QByteArray() : body); !complaint.isEmpty())
        ending.why += u". "_s + complaint;
    ending.retryIn = wait;
    ending.wantsPassword = head.status == 401 || head.status == 407;
    return ending;
}

} // namespace livebelt
