// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArray>

namespace livebelt {

/// Says that this process alone writes a capture, or a row of them in a folder: an flock(2) on "<capture>-lock" beside
/// it, or on "lock" in the folder, held as long as this lives. SQLite 3.7 to 3.51.2 can corrupt a WAL that two
/// connections write or checkpoint at once, so there must be one only. A killed process leaves the file but not the
/// lock.
class CaptureLock
{
public:
    static Result<CaptureLock> take(const QString &capturePath);
    static Result<CaptureLock> takeFolder(const QString &folder);
    CaptureLock(CaptureLock &&other) noexcept;
    CaptureLock &operator=(CaptureLock &&other) noexcept;
    ~CaptureLock();

private:
    static Result<CaptureLock> take(const QString &what, const QByteArray &path);
    CaptureLock(int file, QByteArray path) : m_file(file), m_path(std::move(path)) {}
    void release();
    int m_file = -1;
    QByteArray m_path;
};

} // namespace livebelt
