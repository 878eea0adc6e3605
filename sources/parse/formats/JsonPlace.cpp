// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/JsonPlace.h"

#include "sources/parse/values/ByteCursor.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

void skipBlanks(ByteCursor &cursor)
{
    while (!cursor.isAtEnd() && QByteArrayView(" \t\r\n").contains(cursor.peek()))
        cursor.skip(1);
}

/// What is between the quotes, as it is written.
QByteArrayView skipString(ByteCursor &cursor)
{
    cursor.skip(1);
    const QByteArrayView rest = cursor.rest();
    const qsizetype start = cursor.at();
    while (!cursor.isAtEnd() && cursor.peek() != '"')
        cursor.skip(cursor.peek() == '\\' && !cursor.rest().sliced(1).isEmpty() ? 2 : 1);
    const QByteArrayView text = rest.first(cursor.at() - start);
    cursor.take('"');
    return text;
}

void skipValue(ByteCursor &cursor)
{
    int depth = 0;
    while (!cursor.isAtEnd()) {
        const char c = cursor.peek();
        if (c == '"') {
            skipString(cursor);
            continue;
        }
        if (depth == 0 && (c == ',' || c == '}' || c == ']'))
            return;
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        cursor.skip(1);
    }
}

/// From the beginning of an object or array to that of the part; false where it has none.
bool enter(ByteCursor &cursor, const QVariant &part)
{
    const bool isName = part.typeId() == QMetaType::QByteArray;
    if (!cursor.take(isName ? '{' : '['))
        return false;
    for (int i = 0;; ++i) {
        skipBlanks(cursor);
        if (cursor.isAtEnd() || cursor.peek() == '}' || cursor.peek() == ']')
            return false;
        bool isIt = i == part.toInt();
        if (isName) {
            isIt = skipString(cursor) == part.toByteArray();
            skipBlanks(cursor);
            cursor.take(':');
            skipBlanks(cursor);
        }
        if (isIt)
            return true;
        skipValue(cursor);
        cursor.take(',');
    }
}

} // namespace

int lineAt(QByteArrayView text, qsizetype offset)
{
    return 1 + int(std::count(text.begin(), text.begin() + std::clamp(offset, qsizetype(0), text.size()), '\n'));
}

int jsonLine(QByteArrayView json, const QVariantList &path)
{
    ByteCursor cursor(json);
    skipBlanks(cursor);
    qsizetype place = cursor.at();
    for (const QVariant &part : path) {
        if (!enter(cursor, part))
            break;
        place = cursor.at();
    }
    return lineAt(json, place);
}

QString jsonPathText(const QVariantList &path)
{
    QString text;
    for (const QVariant &part : path) {
        if (part.typeId() != QMetaType::QByteArray)
            text += u"[%1]"_s.arg(part.toInt());
        else
            text += (text.isEmpty() ? QString() : u"."_s) + QString::fromUtf8(part.toByteArray());
    }
    return text;
}

} // namespace livebelt
