// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace livebelt {

/// Version, licence and what the program stands on. Not modal; deletes itself.
void openAbout(QWidget *parent);

} // namespace livebelt
