// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/Task.h>
#include <livebelt/async/io/Descriptor.h>
#include <livebelt/async/io/Readiness.h>

#include <QHash>
#include <QStringList>
#include <optional>

namespace livebelt {

/// What happens in folders, by inotify. Where that does not work (a network file system, too many folders) it just says
/// nothing. One thread.
class FolderWatch
{
public:
    FolderWatch();

    /// These, from now on; with what is written to their files where that is wanted, and else only files that come and
    /// go. Folders beyond the first 256 are left out.
    void watch(const QStringList &folders, bool withWrites);

    struct News
    {
        QStringList written;  ///< paths of files
        bool isOther = false; ///< something came or went, or was too much to be told
    };
    /// Waits until there is some.
    async::Task<News> next();

private:
    bool read(News &news) const;

    async::detail::Descriptor m_inotify;
    std::optional<async::detail::Readiness> m_readiness;
    QHash<QString, int> m_watches;
    bool m_withWrites = false;
};

} // namespace livebelt
