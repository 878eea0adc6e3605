// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Sentence.h"

namespace livebelt {

using namespace Qt::StringLiterals;

QString fullSentence(const QString &text)
{
    QString result = text.trimmed();
    qsizetype last = result.size() - 1;
    while (last >= 0 && QStringView(u"”\"'’)]").contains(result.at(last)))
        --last;
    if (last >= 0 && !QStringView(u".?!…").contains(result.at(last)))
        result += u'.';
    return result;
}

QString withoutFullStop(const QString &text)
{
    QString result = text.trimmed();
    while (result.endsWith(u'.') || result.endsWith(u' '))
        result.chop(1);
    return result;
}

} // namespace livebelt
