// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/wire/HttpHead.h"

#include <QUrl>
#include <memory>

namespace livebelt {

/// The cookies that servers have set (RFC 6265), as long as a feed lives: 100 at most, the oldest goes first. They are
/// stored nowhere. May be made on any thread, but is used and destroyed on one.
class HttpCookies
{
public:
    HttpCookies();
    ~HttpCookies();

    /// Takes those of an answer from that URL.
    void keep(const QUrl &url, const HttpHead &head);
    /// The header Cookie for that URL; empty where there are none.
    QByteArray headerFor(const QUrl &url) const;

private:
    class Jar;
    std::unique_ptr<Jar> m_jar; ///< once there is one
};

} // namespace livebelt
