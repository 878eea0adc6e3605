// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serve/ServeRequest.h"

#include <QUrl>

namespace livebelt {

using namespace Qt::StringLiterals;

QByteArray ServeRequest::header(const QByteArray &name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? QByteArray() : found->second;
}

std::optional<QString> ServeRequest::option(const QString &name) const
{
    if (!query.hasQueryItem(name))
        return std::nullopt;
    return query.queryItemValue(name, QUrl::FullyDecoded);
}

std::optional<ServeRequest> ServeRequest::parse(const QByteArray &head)
{
    const QByteArrayList lines = QByteArray(head).replace("\r\n", "\n").split('\n');
    const QByteArrayList words = lines.constFirst().split(' ');
    if (words.size() != 3 || !words[2].startsWith("HTTP/1.") || !words[1].startsWith('/'))
        return std::nullopt;
    ServeRequest request;
    request.method = words[0];
    const qsizetype mark = words[1].indexOf('?');
    const QByteArrayList parts = words[1].first(mark < 0 ? words[1].size() : mark).split('/');
    for (const QByteArray &part : parts) {
        if (!part.isEmpty())
            request.path.append(QUrl::fromPercentEncoding(part));
    }
    if (mark >= 0)
        request.query = QUrlQuery(QString::fromLatin1(words[1].sliced(mark + 1)));
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            return std::nullopt;
        request.headers[line.first(colon).toLower()] = line.sliced(colon + 1).trimmed();
    }
    return request;
}

} // namespace livebelt
