// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/CloseCode.h"

#include <algorithm>
#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString meaning(quint16 code, const QString &host)
{
    switch (code) {
    case 1000:
        return u"%1 closed the connection in the regular way"_s.arg(host);
    case 1001:
        return u"%1 is going away"_s.arg(host);
    case 1002:
        return u"The WebSocket protocol was broken on the connection to %1"_s.arg(host);
    case 1003:
        return u"%1 does not take the kind of data it was sent"_s.arg(host);
    case 1005:
        return u"%1 closed the connection without saying why"_s.arg(host);
    case 1007:
        return u"A text that is no UTF-8 came over the connection to %1"_s.arg(host);
    case 1008:
        return u"%1 closed the connection because of its rules: check the password or token, and what is sent to it"_s
            .arg(host);
    case 1009:
        return u"%1 was sent a message larger than it takes: send shorter ones"_s.arg(host);
    case 1010:
        return u"%1 wants an extension of the WebSocket protocol that is not spoken here"_s.arg(host);
    case 1011:
        return u"%1 met an error of its own"_s.arg(host);
    case 1012:
        return u"%1 is being restarted"_s.arg(host);
    case 1013:
        return u"%1 is too busy at the moment"_s.arg(host);
    case 1014:
        return u"%1 got no good answer from the server behind it"_s.arg(host);
    case 3000:
        return u"%1 wants to know who connects: check the password or token"_s.arg(host);
    case 3003:
        return u"%1 refuses access: check the password or token"_s.arg(host);
    case 3008:
        return u"%1 waited too long for something"_s.arg(host);
    default:
        return u"%1 closed the connection with the code %2"_s.arg(host).arg(code);
    }
}

} // namespace

bool mayBeSent(quint16 code)
{
    const bool isProtocols = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
    return isProtocols || (code >= 3000 && code <= 4999);
}

QString closeSentence(quint16 code, const QString &reason, const QString &host)
{
    QString words = reason.simplified();
    while (words.endsWith(u'.'))
        words.chop(1);
    return words.isEmpty() ? meaning(code, host) : u"%1 (%2)"_s.arg(meaning(code, host), words);
}

Ending::Kind closeKind(quint16 code, bool hasGivenItems)
{
    constexpr std::array<quint16, 4> ourFault{1003, 1008, 1009, 1010};
    constexpr std::array<quint16, 6> refusals{3000, 3003, 4400, 4401, 4403, 4404};
    const auto isIn = [code](const auto &codes) { return std::find(codes.begin(), codes.end(), code) != codes.end(); };
    const bool isRefused = isIn(refusals) || (!hasGivenItems && isIn(ourFault));
    return isRefused ? Ending::Kind::Refused : Ending::Kind::Lost;
}

} // namespace livebelt
