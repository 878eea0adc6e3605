// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/Filesystems.h"

#include "model/records/Fields.h"

#include <QList>
#include <algorithm>
#include <sys/statvfs.h>

namespace livebelt {

namespace {

/// "\040" is a space, as mounts(5) writes it.
QByteArray unescaped(const QByteArray &word)
{
    QByteArray text;
    for (qsizetype i = 0; i < word.size(); ++i) {
        bool isNumber = false;
        const uint code = word[i] == '\\' && i + 3 < word.size() ? word.mid(i + 1, 3).toUInt(&isNumber, 8) : 0;
        text.append(isNumber ? char(code) : word[i]);
        i += isNumber ? 3 : 0;
    }
    return text;
}

} // namespace

std::vector<Filesystem> filesystems(QByteArrayView procMounts)
{
    static const QByteArrayList local{"overlay", "zfs"}, full{"squashfs", "iso9660", "udf", "erofs"};
    std::vector<Filesystem> all;
    for (const QByteArray &line : procMounts.toByteArray().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() < 3 || full.contains(words[2]) || !(words[0].startsWith("/dev/") || local.contains(words[2])))
            continue;
        Filesystem found{unescaped(words[0]), unescaped(words[1])};
        const auto isSame = [&found](const Filesystem &other) {
            return other.path == found.path || (found.device.startsWith("/dev/") && other.device == found.device);
        };
        if (std::none_of(all.begin(), all.end(), isSame))
            all.push_back(std::move(found));
    }
    return all;
}

Readings space(const std::vector<Filesystem> &all, const QByteArray &root)
{
    Readings readings;
    for (const Filesystem &filesystem : all) {
        struct statvfs found = {};
        const QByteArray path = root + filesystem.path;
        if (::statvfs(path.constData(), &found) != 0 || found.f_blocks == 0)
            continue;
        const double used = double(found.f_blocks - found.f_bfree), available = double(found.f_bavail);
        const QByteArray subject = "mount" + validUtf8(filesystem.path == "/" ? QByteArray() : filesystem.path);
        readings.push_back({subject + "/free", available * double(found.f_frsize), "By"});
        if (used + available > 0)
            readings.push_back({subject + "/used", 100 * used / (used + available), "%"});
    }
    return readings;
}

} // namespace livebelt
