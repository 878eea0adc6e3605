// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FolderWatch.h"

#include <QFile>
#include <cstring>
#include <sys/inotify.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype mostFolders = 256;
constexpr uint32_t comesAndGoes = IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF | IN_ONLYDIR;
} // namespace

FolderWatch::FolderWatch() : m_inotify(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
    if (m_inotify)
        m_readiness.emplace(m_inotify.number(), QSocketNotifier::Read);
}

void FolderWatch::watch(const QStringList &folders, bool withWrites)
{
    if (!m_inotify)
        return;
    const bool isOther = std::exchange(m_withWrites, withWrites) != withWrites;
    for (const QString &folder : folders.first(qMin(folders.size(), mostFolders))) {
        if (m_watches.contains(folder) && !isOther)
            continue;
        const int watch = ::inotify_add_watch(m_inotify.number(), QFile::encodeName(folder).constData(),
                                              comesAndGoes | (withWrites ? IN_MODIFY : 0));
        if (watch >= 0)
            m_watches[folder] = watch;
    }
}

async::Task<FolderWatch::News> FolderWatch::next()
{
    News news;
    while (m_readiness && !read(news))
        co_await m_readiness->wait();
    if (!m_readiness) {
        async::Event never;
        co_await never.wait();
    }
    co_return news;
}

/// False: there is none.
bool FolderWatch::read(News &news) const
{
    alignas(inotify_event) char buffer[16 * 1024];
    const ssize_t size = ::read(m_inotify.number(), buffer, sizeof buffer);
    for (ssize_t at = 0; at < size;) {
        inotify_event event;
        std::memcpy(&event, buffer + at, sizeof event);
        const char *const name = buffer + at + sizeof event;
        at += ssize_t(sizeof event + event.len);
        if ((event.mask & IN_MODIFY) && event.len > 0) {
            const QString path = m_watches.key(event.wd) + u'/' + QFile::decodeName(name);
            if (news.written.isEmpty() || news.written.last() != path)
                news.written.append(path);
        } else {
            news.isOther = true;
        }
    }
    return size > 0;
}

} // namespace livebelt
