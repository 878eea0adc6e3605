// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace livebelt {

/// What Tab makes of the word before the cursor in a chat's line: a command where the line begins with /, else a name,
/// with ": " behind it where it is the first word. Another Tab takes the next one. A value.
class WordCompletion
{
public:
    struct Line
    {
        QString text;
        int cursor = 0;
        friend bool operator==(const Line &, const Line &) = default;
    };

    /// names: the likeliest first. The line as it was where nothing fits.
    Line next(const Line &line, const QStringList &names, const QStringList &commands);

private:
    Line m_last; ///< what it made of it
    QString m_before, m_behind;
    QStringList m_fitting;
    qsizetype m_at = 0;
};

} // namespace livebelt
