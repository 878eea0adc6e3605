// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/WordCompletion.h"

namespace livebelt {

using namespace Qt::StringLiterals;

WordCompletion::Line WordCompletion::next(const Line &line, const QStringList &names, const QStringList &commands)
{
    if (m_fitting.isEmpty() || line != m_last) {
        const qsizetype begin = line.cursor == 0 ? 0 : line.text.lastIndexOf(u' ', line.cursor - 1) + 1;
        const QString word = line.text.mid(begin, line.cursor - begin);
        m_before = line.text.left(begin);
        m_behind = line.text.mid(line.cursor);
        m_fitting.clear();
        m_at = 0;
        const bool isFirst = begin == 0;
        const bool isCommand = isFirst && word.startsWith(u'/');
        for (const QString &one : isCommand ? commands : names) {
            if (!word.isEmpty() && one.startsWith(word, Qt::CaseInsensitive))
                m_fitting.append(one + (isFirst && !isCommand ? u": "_s : u" "_s));
        }
        if (m_fitting.isEmpty())
            return line;
    } else {
        m_at = (m_at + 1) % m_fitting.size();
    }
    const QString made = m_before + m_fitting[m_at];
    m_last = {made + m_behind, int(made.size())};
    return m_last;
}

} // namespace livebelt
