// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace livebelt {

/// The demo capture that comes with the program, as the bytes of a whole capture file: write them to one to open it.
/// Twelve minutes of an invented chat, one feed, "#launchpad"; chat.jsonl is its source. Any thread.
QByteArray demoCapture();

} // namespace livebelt
