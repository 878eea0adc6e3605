// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/CaptureFiles.h"

#include "model/capture/CaptureSchema.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <algorithm>
#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array endings{"-wal", "-shm", "-lock", "-journal"};

/// By its lock, or else by its header (SQLite file format, section 1.3). One that is being recorded is not opened:
/// closing it would take the locks of this process away.
bool isCapture(const QByteArray &path)
{
    constexpr qsizetype headerBytes = 100, idAt = 68;
    const QString name = QFile::decodeName(path);
    QFile file(name);
    if (!QFileInfo(name).isFile())
        return false;
    if (QFileInfo::exists(name + "-lock"_L1))
        return true;
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray header = file.read(headerBytes);
    return header.size() == headerBytes && header.startsWith("SQLite format 3") &&
           qFromBigEndian<qint32>(header.constData() + idAt) == captureApplicationId;
}

} // namespace

bool isPartOf(const OutputPlace &place, const QString &capture)
{
    const QByteArray path = QFile::encodeName(QFileInfo(capture).canonicalFilePath());
    return !path.isEmpty() && (place.is(path) || std::any_of(endings.begin(), endings.end(), [&](const char *ending) {
                                   return place.is(path + ending);
                               }));
}

bool isPartOfACapture(const OutputPlace &place)
{
    return (!place.path.isEmpty() && isCapture(place.path)) || isBesideACapture(place);
}

bool isBesideACapture(const OutputPlace &place)
{
    return std::any_of(endings.begin(), endings.end(), [&](QByteArrayView ending) {
        return place.path.endsWith(ending) && isCapture(place.path.chopped(ending.size()));
    });
}

} // namespace livebelt
