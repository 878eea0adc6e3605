// SPDX-License-Identifier: MIT
#include <livebelt/async/io/FileWatch.h>

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <cstring>
#include <sys/inotify.h>

namespace livebelt::async::detail {

namespace {
constexpr uint32_t ofDirectory =
    IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr uint32_t ofFile = IN_MODIFY | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF;
} // namespace

FileWatch::FileWatch(const QString &path)
    : m_directory(QFile::encodeName(QFileInfo(path).path()))
    , m_name(QFile::encodeName(QFileInfo(path).fileName()))
    , m_inotify(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
{
}

bool FileWatch::hasNews() const
{
    bool isNews = false;
    alignas(inotify_event) char buffer[4096];
    while (true) {
        const ssize_t size = ::read(m_inotify.number(), buffer, sizeof buffer);
        if (size <= 0)
            return isNews;
        for (ssize_t at = 0; at < size;) {
            inotify_event event;
            std::memcpy(&event, buffer + at, sizeof event);
            const char *name = buffer + at + sizeof event;
            isNews = isNews || (!(event.mask & IN_IGNORED) && (event.len == 0 || m_name == name));
            at += ssize_t(sizeof event + event.len);
        }
    }
}

bool FileWatch::watch(const QList<int> &files)
{
    QList<int> watches{::inotify_add_watch(m_inotify.number(), m_directory.constData(), ofDirectory)};
    for (const int file : files) {
        const QByteArray link = "/proc/self/fd/" + QByteArray::number(file); // its name may be another's by now
        watches.append(::inotify_add_watch(m_inotify.number(), link.constData(), ofFile));
    }
    watches.removeAll(-1);
    const bool isNew = std::any_of(watches.begin(), watches.end(), [&](int w) { return !m_watches.contains(w); });
    for (const int old : std::as_const(m_watches)) {
        if (!watches.contains(old))
            ::inotify_rm_watch(m_inotify.number(), old);
    }
    m_watches = watches;
    return isNew;
}

} // namespace livebelt::async::detail
