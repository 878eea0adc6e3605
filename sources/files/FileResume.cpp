// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileResume.h"

#include <QByteArrayList>
#include <algorithm>

namespace livebelt {

namespace {
constexpr qsizetype parts = 6;
}

ResumePoint FileResume::point(const QString &path) const
{
    const QByteArrayList value{QByteArray::number(mark.device),
                               QByteArray::number(mark.inode),
                               QByteArray::number(mark.offset),
                               mark.head.toBase64(),
                               mark.tail.toBase64(),
                               isInLine ? "line" : ""};
    return {path.toUtf8(), value.join(' ')};
}

std::optional<FileResume> FileResume::of(const ResumePoints &points, const QString &path)
{
    const QByteArray key = path.toUtf8();
    const auto found =
        std::find_if(points.begin(), points.end(), [&key](const ResumePoint &point) { return point.key == key; });
    if (found == points.end())
        return std::nullopt;
    const QByteArrayList value = found->value.split(' ');
    if (value.size() != parts)
        return std::nullopt;
    FileResume resume;
    bool isDevice = false, isInode = false, isOffset = false;
    resume.mark.device = value[0].toULongLong(&isDevice);
    resume.mark.inode = value[1].toULongLong(&isInode);
    resume.mark.offset = value[2].toLongLong(&isOffset);
    resume.mark.head = QByteArray::fromBase64(value[3]);
    resume.mark.tail = QByteArray::fromBase64(value[4]);
    resume.isInLine = value[5] == "line";
    const qint64 known = qMin<qint64>(async::FileMark::known, resume.mark.offset);
    const bool isSound =
        resume.mark.offset >= 0 && resume.mark.head.size() <= known && resume.mark.tail.size() <= known;
    return isDevice && isInode && isOffset && isSound ? std::optional(resume) : std::nullopt;
}

} // namespace livebelt
