// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace livebelt {

/// The capture file that comes with the program: ten minutes of a chat, one feed, "#launchpad".
QByteArray demoCapture();

} // namespace livebelt
