// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpAgain.h"

#include "sources/feed/Duration.h"
#include "sources/feed/Parameters.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Result<HttpAgain> HttpAgain::from(const FeedAddress &address)
{
    HttpAgain again;
    const QString text = address.query(u"again"_s);
    again.isNever = text == u"never";
    if (text.isEmpty() || again.isNever)
        return again;
    again.after = parseDuration(text);
    if (!again.after || *again.after < 100ms)
        return Failure{u"again is a time from 100ms on, as in again=10s, or never, not “%1”"_s.arg(text)};
    return again;
}

QList<FeedParameter> HttpAgain::parameters()
{
    return Parameters().text(
        "again", "Ask again",
        "When an answer is complete: after a time like 10s, or never. Otherwise that is the end, except of "
        "events over GET. Without a time, POST is sent once, also where the answer breaks off.");
}

Ending HttpAgain::complete(const HttpRequest &request, bool isStream) const
{
    if (after)
        return {Ending::Kind::Lost, u"%1 is through: the answer is complete"_s.arg(request.where()), *after};
    if (isStream && !isNever && request.isIdempotent())
        return {Ending::Kind::Lost, u"%1 ended the stream"_s.arg(request.where())};
    return {Ending::Kind::Done, u"%1 is through: the answer is complete"_s.arg(request.where())};
}

Ending HttpAgain::broken(const HttpRequest &request, Ending ending, bool wasSent) const
{
    const bool mayRepeat = request.isIdempotent() || after || !wasSent || ending.retryIn;
    if (mayRepeat || ending.kind != Ending::Kind::Lost)
        return ending;
    return {
        Ending::Kind::Failed,
        u"%1. POST is not sent again by itself, as it may do something each time: connect again, or let again= allow "
        "it"_s.arg(ending.why)};
}

} // namespace livebelt
