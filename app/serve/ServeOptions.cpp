// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serve/ServeOptions.h"

#include <QRegularExpression>

namespace livebelt {

using namespace Qt::StringLiterals;

Result<void> ServeOptions::setPlace(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool isNumber = false;
    const uint number = text.sliced(colon + 1).toUInt(&isNumber);
    QString host = colon < 0 ? u"127.0.0.1"_s : text.first(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1).chopped(1);
    if (host == u"localhost")
        host = u"127.0.0.1"_s;
    address = host.isEmpty() ? QHostAddress(QHostAddress::Any) : QHostAddress(host);
    if (!isNumber || number > 65'535 || address.isNull())
        return Failure{
            u"--listen takes an address of this machine and a port, as in 127.0.0.1:8080, not “%1”"_s.arg(text)};
    port = quint16(number);
    return {};
}

Result<void> ServeOptions::setOrigin(const QString &text)
{
    static const QRegularExpression form(u"^(\\*|https?://[A-Za-z0-9.\\-\\[\\]:]+)$"_s);
    if (!form.match(text).hasMatch())
        return Failure{
            u"--allow-origin takes where a web page is from, as in https://desk.example.org, or *, not “%1”"_s.arg(
                text)};
    origin = text.toLatin1();
    return {};
}

Result<void> ServeOptions::check() const
{
    if (certificate.isEmpty() != key.isEmpty())
        return Failure{u"--cert and --key belong together"_s};
    if (address.isLoopback())
        return {};
    if (certificate.isEmpty() || token.isEmpty()) {
        return Failure{
            u"Others than this machine could read everything at %1: give --cert and --key for TLS, and a token "
            "in the environment variable LIVEBELT_TOKEN"_s.arg(address.toString())};
    }
    return {};
}

} // namespace livebelt
