// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedStatus.h"

#include <QColor>
#include <QFont>
#include <QPalette>

namespace livebelt::theme {

enum class Appearance { System, Light, Dark };

/// True where text is lighter than its background.
bool isDark(const QPalette &palette);

/// Gives the application its look: the desktop's own with System, else the project's light or dark palette.
/// A desktop that has no palette of its own (plain X11) gets the light one.
void applyAppearance(Appearance appearance);

/// Text that is there but does not ask to be read: captions, units, hints. Contrast stays above 4.5:1 on Base.
QColor muted(const QPalette &palette);
/// A line between areas.
QColor hairline(const QPalette &palette);
/// A surface raised from Base, for cards and the row under the mouse.
QColor raised(const QPalette &palette);
QColor accent(const QPalette &palette);
QColor good(const QPalette &palette);
QColor warning(const QPalette &palette);
QColor bad(const QPalette &palette);
QColor stateColor(FeedState state, const QPalette &palette);
/// One of eight colours that people with a colour-vision deficiency can tell apart; index wraps around.
QColor seriesColor(int index, const QPalette &palette);

/// The word for a state, for people.
QString stateName(FeedState state);

QFont fixedFont(double scale = 1);
QFont scaled(QFont font, double scale, bool strong = false);

} // namespace livebelt::theme
