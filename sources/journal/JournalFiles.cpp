// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalFiles.h"

#include <QDirIterator>
#include <QFile>
#include <glob.h>
#include <unistd.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

void count(const QString &path, JournalFiles &files)
{
    const bool isReadable = ::access(QFile::encodeName(path).constData(), R_OK) == 0;
    ++(isReadable ? files.readable : files.forbidden);
}

/// Those in a folder, and in its folders, as libsystemd looks for them.
void countIn(const QString &folder, JournalFiles &files, bool withFolders = true)
{
    if (QFile::exists(folder) && ::access(QFile::encodeName(folder).constData(), R_OK | X_OK) != 0)
        ++files.forbidden;
    QDirIterator entries(folder, QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot);
    while (entries.hasNext()) {
        const QString path = entries.next();
        if (entries.fileInfo().isDir() && withFolders)
            countIn(path, files, false);
        else if (path.endsWith(u".journal"_s) || path.endsWith(u".journal~"_s))
            count(path, files);
    }
}

} // namespace

JournalFiles journalFiles(const JournalAddress &address)
{
    JournalFiles files;
    if (!address.directory.isEmpty()) {
        countIn(address.directory, files);
    } else if (!address.files.isEmpty()) {
        for (const QByteArray &path : journalPaths(address.files))
            count(QFile::decodeName(path), files);
    } else {
        countIn(u"/var/log/journal"_s, files);
        countIn(u"/run/log/journal"_s, files);
    }
    return files;
}

QByteArrayList journalPaths(const QStringList &patterns)
{
    QByteArrayList paths;
    for (const QString &pattern : patterns) {
        glob_t found{};
        // It is unsafe beside setenv() and with ~ only: neither is used.
        if (::glob(QFile::encodeName(pattern).constData(), 0, nullptr, &found) == 0) { // NOLINT(concurrency-mt-unsafe)
            for (size_t i = 0; i < found.gl_pathc; ++i)
                paths.append(found.gl_pathv[i]);
        }
        ::globfree(&found);
    }
    return paths;
}

QString journalForbidden()
{
    return u"You may not read this journal: join the group systemd-journal (sudo usermod -aG systemd-journal "
           "YOUR-NAME), and log in again"_s;
}

} // namespace livebelt
