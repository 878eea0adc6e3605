// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/PrettyJson.h"

#include <QJsonDocument>

namespace livebelt {

namespace {

constexpr qsizetype longest = 1024 * 1024;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

void newLine(QByteArray &out, int depth)
{
    out += '\n';
    out.append(qsizetype(2) * depth, ' ');
}

/// The position of the last byte of the string that begins at start.
qsizetype stringEnd(const QByteArray &json, qsizetype start)
{
    qsizetype at = start + 1;
    while (at < json.size() && json[at] != '"')
        at += json[at] == '\\' ? 2 : 1;
    return std::min(at, json.size() - 1);
}

QByteArray indented(const QByteArray &json)
{
    QByteArray out;
    out.reserve(json.size() * 2);
    int depth = 0;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"') {
            const qsizetype end = stringEnd(json, i);
            out += QByteArrayView(json).sliced(i, end - i + 1);
            i = end;
        } else if (c == '{' || c == '[') {
            qsizetype next = i + 1;
            while (next < json.size() && isSpace(json[next]))
                ++next;
            out += c;
            if (next < json.size() && (json[next] == '}' || json[next] == ']')) {
                out += json[next];
                i = next;
            } else {
                newLine(out, ++depth);
            }
        } else if (c == '}' || c == ']') {
            newLine(out, --depth);
            out += c;
        } else if (c == ',') {
            out += c;
            newLine(out, depth);
        } else if (c == ':') {
            out += ": ";
        } else if (!isSpace(c)) {
            out += c;
        }
    }
    return out;
}

} // namespace

std::optional<QByteArray> prettyJson(const QByteArray &text)
{
    const QByteArray json = text.size() <= longest ? text.trimmed() : QByteArray();
    if (json.isEmpty() || (json.front() != '{' && json.front() != '['))
        return std::nullopt;
    // The parser also bounds the depth, so that the indentation cannot blow up.
    QJsonParseError error;
    QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return std::nullopt;
    return indented(json);
}

} // namespace livebelt
