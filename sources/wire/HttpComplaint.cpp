// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/HttpComplaint.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestBody = 300, longestHeader = 100, longestReason = 60;

/// In one line, without what only machines or tricksters want.
QString cleaned(const QString &text, qsizetype longest)
{
    QString clean;
    for (const QChar c : text) {
        const bool isControl = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
        clean += isControl ? u' ' : c;
    }
    clean = clean.simplified();
    if (clean.size() <= longest)
        return clean;
    clean.truncate(longest);
    if (clean.back().isHighSurrogate())
        clean.chop(1);
    return clean.trimmed() + u'…';
}

QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return QString::number(value.toDouble());
    if (value.isArray() && !value.toArray().isEmpty())
        return textOf(value.toArray().first());
    if (!value.isObject())
        return {};
    QStringList parts;
    const QJsonObject object = value.toObject();
    for (const QLatin1StringView name : {"title"_L1, "detail"_L1, "error"_L1, "errors"_L1, "error_description"_L1,
                                         "message"_L1, "msg"_L1, "reason"_L1, "description"_L1, "code"_L1}) {
        const QString part = textOf(object.value(name));
        if (!part.isEmpty() && !parts.contains(part))
            parts.append(part);
    }
    const QString type = object.value("type"_L1).toString(); // of a problem, or of an error
    if (!type.isEmpty() && type != u"about:blank")
        parts.append(type);
    return parts.join(u": "_s);
}

QString textOfHtml(QString html)
{
    static const QRegularExpression hidden(u"<(script|style|head|svg)\\b.*?</\\1\\s*>|<!--.*?-->"_s,
                                           QRegularExpression::CaseInsensitiveOption |
                                               QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression title(u"<title[^>]*>(.*?)</title"_s,
                                          QRegularExpression::CaseInsensitiveOption |
                                              QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression tag(u"<[^>]*>?"_s);
    const QString name = title.match(html).captured(1).simplified();
    html.remove(hidden);
    QString text = html.replace(tag, u" "_s).simplified();
    if (!name.isEmpty() && !text.startsWith(name))
        text.prepend(name + u": "_s);
    static const std::pair<QLatin1StringView, QLatin1StringView> entities[] = {
        {"&lt;"_L1, "<"_L1},  {"&gt;"_L1, ">"_L1},   {"&quot;"_L1, "\""_L1},
        {"&#39;"_L1, "'"_L1}, {"&nbsp;"_L1, " "_L1}, {"&amp;"_L1, "&"_L1}};
    for (const auto &[entity, character] : entities)
        text.replace(entity, character);
    return text;
}

bool isText(const HttpHead &head, const QByteArray &body)
{
    const QByteArray type = head.value("Content-Type").toLower();
    const bool saysSo = type.isEmpty() || type.startsWith("text/") || type.contains("json") || type.contains("xml") ||
                        type.contains("urlencoded");
    return saysSo && !body.contains('\0');
}

QString bodyText(const HttpHead &head, const QByteArray &body)
{
    if (!isText(head, body))
        return {};
    const QJsonDocument json = QJsonDocument::fromJson(body);
    if (const QString text = textOf(json.isArray() ? QJsonValue(json.array()) : QJsonValue(json.object()));
        !text.isEmpty())
        return cleaned(text, longestBody);
    const QString text = QString::fromUtf8(body);
    const bool isMarkup = head.value("Content-Type").toLower().contains("html") || body.trimmed().startsWith('<');
    return cleaned(isMarkup ? textOfHtml(text) : text, longestBody);
}

/// The scheme and the realm; a nonce is for machines.
QString challenge(const QByteArray &header)
{
    const QString text = QString::fromUtf8(header);
    static const QRegularExpression worthKnowing(uR"re(\b(realm|error|error_description|scope)="([^"]*)")re"_s,
                                                 QRegularExpression::CaseInsensitiveOption);
    QStringList parts{text.section(u' ', 0, 0)};
    QRegularExpressionMatchIterator found = worthKnowing.globalMatch(text);
    while (found.hasNext())
        parts.append(found.next().captured(0));
    return parts.join(u' ');
}

QStringList headersOf(const HttpHead &head)
{
    QStringList shown;
    for (const auto &[name, value] : head.headers) {
        const QByteArray lower = name.toLower();
        QString text = QString::fromUtf8(value);
        if (lower == "www-authenticate" || lower == "proxy-authenticate")
            text = challenge(value);
        else if (lower == "location")
            text = QUrl::fromEncoded(value).toString(QUrl::RemoveQuery | QUrl::RemoveUserInfo | QUrl::RemoveFragment);
        else if (lower != "retry-after" && lower != "allow" && (lower != "upgrade" || head.status != 426) &&
                 lower != "sec-websocket-version" && !lower.startsWith("x-ratelimit-") &&
                 !lower.startsWith("x-rate-limit-") && !lower.startsWith("ratelimit"))
            continue;
        constexpr qsizetype most = 8;
        if (shown.size() < most && !text.isEmpty())
            shown.append(cleaned(QString::fromLatin1(name), longestHeader) + u": "_s + cleaned(text, longestHeader));
    }
    return shown;
}

} // namespace

QString complaintOf(const HttpHead &head, const QByteArray &body)
{
    const QString text = bodyText(head, body);
    const QString headers = headersOf(head).join(u"; "_s);
    if (text.isEmpty())
        return headers.isEmpty() ? QString() : u"It says: "_s + headers;
    return u"It says: “%1”"_s.arg(text) + (headers.isEmpty() ? QString() : u" (%1)"_s.arg(headers));
}

QString statusText(const HttpHead &head)
{
    const QString reason = cleaned(QString::fromUtf8(head.reason), longestReason);
    return reason.isEmpty() ? QString::number(head.status) : u"%1 %2"_s.arg(head.status).arg(reason);
}

} // namespace livebelt
