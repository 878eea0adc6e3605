// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/OwnersOnly.h"

#include <QFile>
#include <QFileInfo>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace livebelt {

void keepToOwner(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status = {};
    const bool isOurs = stat(name.constData(), &status) == 0 && status.st_uid == geteuid() &&
                        (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
    if (isOurs && (status.st_mode & 077) != 0)
        static_cast<void>(chmod(name.constData(), status.st_mode & 07700));
}

void makeOwnersFile(const QString &path)
{
    if (QFileInfo::exists(path)) {
        keepToOwner(path);
        return;
    }
    const int file = open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
    if (file >= 0)
        close(file);
}

void makeOwnersFolder(const QString &path)
{
    const QFileInfo folder(path);
    if (folder.isDir()) {
        keepToOwner(path);
        return;
    }
    if (!QFileInfo::exists(folder.absolutePath()))
        makeOwnersFolder(folder.absolutePath());
    static_cast<void>(mkdir(QFile::encodeName(folder.absoluteFilePath()).constData(), 0700));
}

} // namespace livebelt
