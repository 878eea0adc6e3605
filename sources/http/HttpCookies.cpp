// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpCookies.h"

#include <QNetworkCookie>
#include <QNetworkCookieJar>

namespace livebelt {

namespace {
constexpr qsizetype mostCookies = 100;
constexpr qsizetype longestCookie = 4096; ///< RFC 6265, section 6.1
} // namespace

class HttpCookies::Jar final : public QNetworkCookieJar
{
public:
    bool insertCookie(const QNetworkCookie &cookie) override
    {
        const bool isKept = QNetworkCookieJar::insertCookie(cookie);
        QList<QNetworkCookie> all = allCookies();
        if (all.size() > mostCookies)
            setAllCookies(all.mid(all.size() - mostCookies));
        return isKept;
    }
};

HttpCookies::HttpCookies() = default;
HttpCookies::~HttpCookies() = default;

void HttpCookies::keep(const QUrl &url, const HttpHead &head)
{
    for (const auto &[name, value] : head.headers) {
        if (name.compare("Set-Cookie", Qt::CaseInsensitive) != 0 || value.size() > longestCookie)
            continue;
        if (!m_jar)
            m_jar = std::make_unique<Jar>();
        m_jar->setCookiesFromUrl(QNetworkCookie::parseCookies(value), url);
    }
}

QByteArray HttpCookies::headerFor(const QUrl &url) const
{
    QByteArray header;
    if (!m_jar)
        return header;
    const QList<QNetworkCookie> cookies = m_jar->cookiesForUrl(url);
    for (const QNetworkCookie &cookie : cookies)
        header += (header.isEmpty() ? "" : "; ") + cookie.toRawForm(QNetworkCookie::NameAndValueOnly);
    return header;
}

} // namespace livebelt
