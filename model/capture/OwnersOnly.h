// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// What was captured, and from where, is its owner's alone, whatever the umask says. These make what is not there yet,
/// and take from what is there, and ours, the rights that others have; what is another's stays as it is. They open
/// nothing that exists: closing it would take SQLite's locks away (fcntl(2)). Trouble is left to whoever opens the
/// file.

/// Of mode 0600.
void makeOwnersFile(const QString &path);
/// Of mode 0700, and so are those above it that are not there.
void makeOwnersFolder(const QString &path);
/// The same for a file that is there, if any.
void keepToOwner(const QString &path);

} // namespace livebelt
