// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/LevelMark.h"

#include "ui/lists/SubjectColors.h"
#include "ui/theme/Theme.h"

namespace livebelt {

QString levelWord(Level level, bool isShort)
{
    const QString word = QString::fromLatin1(levelName(level));
    return isShort ? word.left(1).toUpper() : word;
}

QColor levelColor(Level level, const QPalette &palette, const QColor &background)
{
    switch (level) {
    case Level::Fatal:
    case Level::Error:
        return readable(theme::bad(palette), background);
    case Level::Warn:
        return readable(theme::warning(palette), background);
    case Level::Info:
    case Level::Debug:
    case Level::Trace:
    case Level::None:
        break;
    }
    return readable(theme::muted(palette), background);
}

bool hasLevelEdge(Level level)
{
    return level >= Level::Warn;
}

} // namespace livebelt
