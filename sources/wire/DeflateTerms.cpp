// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/DeflateTerms.h"

#include <QByteArrayList>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// 8 to 15, perhaps quoted.
bool isWindow(QByteArray value)
{
    if (value.size() > 1 && value.startsWith('"') && value.endsWith('"'))
        value = value.sliced(1, value.size() - 2);
    bool isNumber = false;
    const int bits = value.toInt(&isNumber);
    return isNumber && bits >= 8 && bits <= 15 && value == QByteArray::number(bits);
}

bool take(const QByteArray &name, const QByteArray &item, DeflateTerms &terms)
{
    const bool hasValue = item.contains('=');
    const QByteArray value = item.mid(item.indexOf('=') + 1).trimmed();
    if (name == "server_no_context_takeover" && !hasValue) {
        terms.keepsWindow = false;
        return true;
    }
    if (name == "client_no_context_takeover")
        return !hasValue;
    return hasValue && (name == "server_max_window_bits" || name == "client_max_window_bits") && isWindow(value);
}

} // namespace

QByteArray DeflateTerms::offer()
{
    return "permessage-deflate; client_max_window_bits";
}

bool DeflateTerms::parse(const QByteArray &answer, bool isOffered, DeflateTerms &terms, QString &problem)
{
    terms = DeflateTerms();
    if (answer.trimmed().isEmpty())
        return true;
    QByteArrayList items = answer.split(';');
    const QByteArray name = items.takeFirst().trimmed().toLower();
    if (name != "permessage-deflate" || !isOffered || answer.contains(',')) {
        problem = u"it wants an extension that was not asked for: %1"_s.arg(QString::fromUtf8(answer.left(100)));
        return false;
    }
    QByteArrayList seen;
    for (const QByteArray &item : items) {
        const QByteArray plain = item.split('=')[0].trimmed().toLower();
        if (!take(plain, item, terms) || seen.contains(plain)) {
            problem = u"it wants to compress in a way that there is not: %1"_s.arg(QString::fromUtf8(answer.left(100)));
            return false;
        }
        seen.append(plain);
    }
    terms.isOn = true;
    return true;
}

} // namespace livebelt
