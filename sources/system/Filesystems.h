// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/system/Reading.h"

#include <QByteArrayList>

namespace livebelt {

/// A file system of this computer's own disks.
struct Filesystem
{
    QByteArray device; ///< "/dev/sda1"
    QByteArray path;   ///< where it is mounted: "/home"
};

/// What /proc/self/mounts (fstab(5)) has of disks, each once. Those over a network, which may hang, and those that are
/// full by nature (squashfs, CDs) are left out.
std::vector<Filesystem> filesystems(QByteArrayView procMounts);

/// "mount/home/free" in bytes that a user can have, and "mount/home/used" in percent, as df(1) says it.
Readings space(const std::vector<Filesystem> &all, const QByteArray &root);

} // namespace livebelt
