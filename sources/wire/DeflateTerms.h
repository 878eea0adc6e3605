// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace livebelt {

/// What the two sides have agreed on about compressing messages (permessage-deflate, RFC 7692 section 7.1).
struct DeflateTerms
{
    bool isOn = false;
    bool keepsWindow = true; ///< the server's messages refer to earlier ones (no server_no_context_takeover)

    /// For Sec-WebSocket-Extensions of the request. What we send is never compressed, so the server may have whatever
    /// it wants of us.
    static QByteArray offer();
    /// By Sec-WebSocket-Extensions of the answer. False, with a sentence: it is not what was offered, and the
    /// connection has to be failed.
    static bool parse(const QByteArray &answer, bool isOffered, DeflateTerms &terms, QString &problem);
};

} // namespace livebelt
