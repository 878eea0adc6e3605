// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/OutputPlace.h"

#include "app/capture/PatientWriter.h"

#include <QFile>
#include <QRegularExpression>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <unistd.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLinks = 40; // as the kernel

QByteArray realFolder(const QByteArray &path)
{
    const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.constData(), nullptr), &std::free);
    return QByteArray(real.get());
}

/// The number of a descriptor of this process that a name in folder, its real path, stands for.
std::optional<int> ownDescriptor(const QByteArray &folder, const QByteArray &name)
{
    static const QRegularExpression form(u"^/proc/(\\d+)(/task/\\d+)?/fd$"_s);
    const auto match = form.match(QString::fromLatin1(folder));
    bool isNumber = false;
    const int number = name.toInt(&isNumber);
    return match.hasMatch() && isNumber && match.captured(1).toLongLong() == getpid() ? std::optional(number)
                                                                                      : std::nullopt;
}

QByteArray linkTarget(const QByteArray &path)
{
    QByteArray target(PATH_MAX, '\0');
    const ssize_t length = readlink(path.constData(), target.data(), size_t(target.size()));
    target.truncate(std::max<ssize_t>(length, 0));
    return target;
}

OutputPlace::Kind kindOf(const struct stat &status)
{
    return S_ISREG(status.st_mode)    ? OutputPlace::Kind::File
           : S_ISSOCK(status.st_mode) ? OutputPlace::Kind::Socket
                                      : OutputPlace::Kind::Stream;
}

bool isSame(const struct stat &a, const struct stat &b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

} // namespace

Result<OutputPlace> OutputPlace::find(const QString &path)
{
    OutputPlace place;
    QByteArray text = QFile::encodeName(path);
    for (int links = 0;; ++links) {
        if (links > mostLinks)
            return Failure{writeFailure(ELOOP, path)};
        const qsizetype slash = text.lastIndexOf('/');
        const QByteArray name = text.sliced(slash + 1);
        const QByteArray folder = realFolder(slash < 0 ? "." : text.first(slash + 1));
        if (folder.isEmpty())
            return Failure{writeFailure(errno, path)};
        if (name.isEmpty() || name == "." || name == "..")
            return Failure{u"%1 is a folder: add a name for the file"_s.arg(path)};
        place.path = folder.endsWith('/') ? folder + name : folder + '/' + name;
        if (const auto number = ownDescriptor(folder, name)) {
            place.kind = Kind::Descriptor;
            place.descriptor = *number;
            return fstat(*number, &place.status) == 0 ? Result(place) : Failure{writeFailure(errno, path)};
        }
        struct stat own = {};
        if (lstat(place.path.constData(), &own) != 0)
            return errno == ENOENT ? Result(place) : Failure{writeFailure(errno, path)};
        const bool isFolder = stat(place.path.constData(), &place.status) == 0 && S_ISDIR(place.status.st_mode);
        if (isFolder)
            return Failure{u"%1 is a folder: add a name for the file"_s.arg(path)};
        // A link of /proc to an open file of another process names what its text may not.
        if (!S_ISLNK(own.st_mode) || (folder.startsWith("/proc/") && folder.endsWith("/fd"))) {
            place.kind = S_ISLNK(own.st_mode) ? Kind::Stream : kindOf(place.status);
            return place;
        }
        const QByteArray target = linkTarget(place.path);
        text = target.startsWith('/') ? target : folder + '/' + target;
    }
}

OutputPlace OutputPlace::standardOutput()
{
    OutputPlace place;
    place.kind = Kind::Descriptor;
    place.descriptor = STDOUT_FILENO;
    static_cast<void>(fstat(STDOUT_FILENO, &place.status));
    return place;
}

bool OutputPlace::is(const QByteArray &otherPath) const
{
    struct stat other = {};
    if (stat(otherPath.constData(), &other) == 0)
        return kind != Kind::Nothing && isSame(other, status);
    return kind == Kind::Nothing && path == otherPath;
}

} // namespace livebelt
