// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/exec/CommandWords.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

bool isForShell(const QString &word)
{
    static const QStringList operators{u"|"_s, u"||"_s, u"&"_s,  u"&&"_s, u";"_s,   u">"_s,
                                       u"<"_s, u">>"_s, u"2>"_s, u"&>"_s, u"2>&1"_s};
    return operators.contains(word);
}

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n';
}

} // namespace

Result<QStringList> commandWords(const QString &command)
{
    QStringList words;
    QString word;
    bool hasWord = false, isQuoted = false;
    const auto finish = [&]() -> bool {
        if (hasWord && !isQuoted && isForShell(word))
            return false;
        if (hasWord)
            words << std::exchange(word, {});
        hasWord = isQuoted = false;
        return true;
    };
    const Failure forShell{u"The command has a part that only a shell understands, such as | or >: add ?shell=1 to run "
                           "it through one, or put quotes around that part"_s};
    QChar quote;
    for (qsizetype i = 0; i < command.size(); ++i) {
        const QChar c = command[i];
        const QChar next = i + 1 < command.size() ? command[i + 1] : QChar();
        if (quote.isNull() && isBlank(c)) {
            if (!finish())
                return forShell;
            continue;
        }
        hasWord = true;
        if (c == quote) {
            quote = QChar();
        } else if (quote.isNull() && (c == u'\'' || c == u'"')) {
            quote = c;
            isQuoted = true;
        } else if (c == u'\\' && quote != u'\'' && !next.isNull() && (quote.isNull() || u"\"\\$`"_s.contains(next))) {
            word += next;
            isQuoted = true;
            ++i;
        } else {
            word += c;
        }
    }
    if (!quote.isNull())
        return Failure{u"The command has a %1 that is not closed: close it, or write \\%1"_s.arg(quote)};
    if (!finish())
        return forShell;
    return words;
}

} // namespace livebelt
