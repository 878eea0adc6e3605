// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPainterPath>

namespace livebelt {

/// An icon drawn in the colour of the text around it, sharp at every size and resolution. Names: "add", "open",
/// "export", "follow", "pause", "play", "stop", "reload", "detail", "plot", "search", "close", "help", "folder",
/// "rename", "remove", "more", "live", and the kinds "irc", "mqtt", "http", "system", "capture", "demo". Any other
/// name gives the icon of a stream.
QIcon lineIcon(const QString &name);

/// The program's own icon: plates on a belt.
QIcon applicationIcon();

/// Strokes on a grid of 24 x 24: "M x y" move, "L x y" line, "H x", "V y", "C" cubic, "O cx cy r" circle,
/// "R x y w h r" rounded rectangle, "Z" close. Absolute coordinates only.
QPainterPath strokesFrom(const QString &drawing);

} // namespace livebelt
