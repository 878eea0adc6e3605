// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/JsonPointer.h"

#include <QRegularExpression>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> checkedPointer(const QString &path)
{
    static const QRegularExpression badEscape(u"~(?![01])"_s);
    if (path.contains(badEscape))
        return Failure{u"In the JSON pointer “%1”, a ~ is written ~0 and a / in a name ~1"_s.arg(path)};
    return path.toUtf8();
}

} // namespace

Result<QByteArray> jsonPointerFrom(const QString &path)
{
    if (path.startsWith(u'/'))
        return checkedPointer(path);
    QString rest = path;
    if (rest.startsWith(u'$'))
        rest.remove(0, rest.startsWith(u"$."_s) ? 2 : 1);
    if (rest.isEmpty())
        return QByteArray();
    static const QRegularExpression step(u"\\G(?:(?:^|\\.)([^.\\[\\]]+)|\\[(\\d{1,9})\\])"_s);
    QByteArray pointer;
    qsizetype at = 0;
    while (at < rest.size()) {
        const QRegularExpressionMatch match = step.match(rest, at);
        if (!match.hasMatch())
            return Failure{u"“%1” is no path into JSON: write it like data.items, items[0].list or, as a JSON pointer, "
                           "/data/items"_s.arg(path)};
        QString name = match.captured(1) + match.captured(2);
        name.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
        pointer += '/' + name.toUtf8();
        at = match.capturedEnd();
    }
    return pointer;
}

} // namespace livebelt
