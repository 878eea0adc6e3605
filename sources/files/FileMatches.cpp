// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileMatches.h"

#include <livebelt/async/io/Aside.h>

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <algorithm>
#include <glob.h>
#include <sys/stat.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QStringList globbed(const QString &pattern)
{
    QStringList paths;
    glob_t found{};
    // It is unsafe beside setenv() and with ~ only: neither is used.
    if (::glob(QFile::encodeName(pattern).constData(), 0, nullptr, &found) == 0) { // NOLINT(concurrency-mt-unsafe)
        for (size_t i = 0; i < found.gl_pathc; ++i)
            paths << QFile::decodeName(found.gl_pathv[i]);
    }
    ::globfree(&found);
    return paths;
}

QString escaped(QString path)
{
    static const QRegularExpression special(u"([*?\\[\\]\\\\])"_s);
    return path.replace(special, u"\\\\1"_s);
}

/// glob(3) knows no **: for the first one stands, one after the other, each folder there is. Links are not followed, as
/// they may lead round in a circle.
QStringList spread(const QString &pattern)
{
    static const QRegularExpression anyFolders(u"/\\*\\*(?=/|$)"_s);
    const QRegularExpressionMatch match = anyFolders.match(pattern);
    if (!match.hasMatch())
        return {pattern};
    const QString above = pattern.left(match.capturedStart());
    const QString below = pattern.sliced(match.capturedEnd());
    QStringList patterns;
    for (const QString &top : globbed(above.isEmpty() ? u"/"_s : above)) {
        patterns += spread(escaped(top) + below);
        QDirIterator folders(top, QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (folders.hasNext())
            patterns += spread(escaped(folders.next()) + below);
    }
    patterns.removeDuplicates();
    return patterns;
}

QStringList expand(const QString &pattern)
{
    QStringList paths;
    for (const QString &each : spread(pattern))
        paths += globbed(each);
    paths.removeDuplicates();
    paths.sort();
    if (!paths.contains(pattern) && QFileInfo::exists(pattern))
        paths << pattern; // a name that looks like a pattern
    return paths;
}

qint64 nanoseconds(const timespec &time)
{
    return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

void markPutAway(std::vector<FileMatch> &files)
{
    QSet<QString> names;
    for (const FileMatch &file : files)
        names.insert(file.path);
    for (FileMatch &file : files) {
        const QStringList former = formerNames(file.path);
        file.isPutAway =
            std::any_of(former.begin(), former.end(), [&](const QString &name) { return names.contains(name); });
    }
}

FileMatches look(QString pattern)
{
    FileMatches matches;
    if (pattern.endsWith("/**"_L1))
        pattern += "/*"_L1; // all files
    for (const QString &path : expand(pattern)) {
        struct stat status
        {
        };
        if (::stat(QFile::encodeName(path).constData(), &status) != 0 || S_ISDIR(status.st_mode))
            continue;
        if (S_ISREG(status.st_mode))
            matches.files.push_back(
                {path, {status.st_dev, status.st_ino}, nanoseconds(status.st_mtim), status.st_size, false});
        else
            matches.noFiles << path;
    }
    markPutAway(matches.files);
    const QString folder = QFileInfo(pattern).path();
    for (const QString &path : expand(folder)) {
        if (QFileInfo(path).isDir())
            matches.folders << path;
    }
    return matches;
}

} // namespace

async::Task<FileMatches> matchesOf(QString pattern)
{
    async::detail::Aside<QString> aside(std::move(pattern));
    const auto run = [](QString &p) { return look(p); };
    FileMatches matches = co_await aside(run);
    co_return matches;
}

QStringList formerNames(const QString &name)
{
    static const QRegularExpression packed(u"\\.(gz|zst|xz|bz2|lz4|lz|lzma|zip|Z)$"_s), number(u"[.-](\\d+|old)$"_s);
    QStringList names;
    QString rest = name;
    for (auto match = packed.match(rest); match.hasMatch(); match = number.match(rest)) {
        rest.truncate(match.capturedStart());
        names << rest;
    }
    for (auto match = number.match(rest); match.hasMatch(); match = number.match(rest)) {
        rest.truncate(match.capturedStart());
        names << rest;
    }
    return names;
}

} // namespace livebelt
