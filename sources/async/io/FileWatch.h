// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/io/Descriptor.h>

#include <QByteArray>
#include <QList>
#include <QString>

namespace livebelt::async::detail {

/// Says when something may have become of a file: inotify on its directory, for its name, and on the open file itself.
/// Where there is none of it (a network file system, too many watches) it just says nothing. Watching may block, and is
/// for the helper thread; descriptor() and hasNews() never do, and are for the loop's: both at once is fine.
class FileWatch
{
public:
    explicit FileWatch(const QString &path);

    /// To wait for until it can be read; -1: there is no inotify.
    int descriptor() const { return m_inotify.number(); }
    /// Reads what has been announced. Whether any of it is about the file.
    bool hasNews() const;
    /// Watches the directory and these open files, and no others. True: one of them was not watched until now, so what
    /// happened to it before has not been announced.
    bool watch(const QList<int> &files);

private:
    const QByteArray m_directory;
    const QByteArray m_name;
    const Descriptor m_inotify;
    QList<int> m_watches; ///< the helper's
};

} // namespace livebelt::async::detail
