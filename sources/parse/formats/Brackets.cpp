// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/Brackets.h"

namespace livebelt {

std::optional<Brackets> Brackets::openedBy(QByteArrayView line)
{
    line = line.trimmed();
    if (!line.startsWith('{') && !line.startsWith('['))
        return std::nullopt;
    const QByteArrayView rest = line.sliced(1).trimmed();
    const QByteArrayView first = line.startsWith('{') ? QByteArrayView("\"") : QByteArrayView("{[\"-0123456789");
    if (!rest.isEmpty() && !first.contains(rest.front())) // "{user joined", "[info]"
        return std::nullopt;
    Brackets brackets;
    brackets.take(line);
    return brackets.isOpen() ? std::optional(brackets) : std::nullopt;
}

bool Brackets::mayTake(QByteArrayView line) const
{
    line = line.trimmed();
    return isOpen() && (line.isEmpty() || QByteArrayView("\"{}[]-0123456789tfnNI,:").contains(line.front()));
}

void Brackets::take(QByteArrayView line)
{
    bool isText = false; // it ends within its line
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (isText && c == '\\')
            ++i;
        else if (c == '"')
            isText = !isText;
        else if (!isText && (c == '{' || c == '['))
            ++m_depth;
        else if (!isText && (c == '}' || c == ']'))
            --m_depth;
    }
}

} // namespace livebelt
