// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"
#include "sources/files/FileMatches.h"
#include "sources/files/FolderWatch.h"
#include "sources/files/GroupMember.h"
#include <livebelt/async/Event.h>

#include <deque>
#include <map>
#include <memory>

namespace livebelt {

/// All files that a pattern matches. Followed side by side, also those that come later; a log that has been put away
/// under another name that matches, too, is not read again. Without following, one after the other.
///
/// However many there are, at most 64 are open: the newest 48 stay so, the others are looked into whenever they have
/// changed, which inotify tells of their folders, or a look once a second. Each can be continued (FileResume).
class FileGroup final : public Feed
{
public:
    static constexpr size_t mostOpen = 64, mostStaying = 48;

    explicit FileGroup(FileAddress address);

    async::AsyncIterator<Record> records() override;
    void continueAfter(const ResumePoints &points) override { m_points = points; }
    async::Task<void> close() override;

private:
    using Identity = std::pair<quint64, quint64>;

    async::Task<void> readAll();
    async::Task<void> followAll();
    async::Task<void> watchFolders();
    async::Task<void> finishAll();
    async::Task<void> newsOrPause();
    Records update(const FileMatches &matches, bool isFirst);
    async::Task<void> tellOfNoFiles(QStringList paths);
    std::vector<FileMatch> newAmong(const FileMatches &matches);
    void letGo(const FileMatches &matches);
    void wake(const QString &path, GroupMember &member);
    void startWaiting();
    void add(const QString &path, FileFrom from, bool isNew);
    FileView viewOf(const QString &path) const;
    async::Task<bool> tell(Record notice);

    const FileAddress m_address;
    GroupRecords m_records;
    ResumePoints m_points;
    std::map<QString, std::unique_ptr<GroupMember>> m_members; ///< by path
    std::map<QString, Identity> m_identities;                  ///< of what their names stand for
    std::deque<QString> m_waiting;
    std::map<QString, Identity> m_putAway; ///< files that are not read
    QStringList m_noFiles;                 ///< that have been told of
    size_t m_staying = 0;                  ///< open for good
    size_t m_reading = 0;                  ///< all that are open
    FolderWatch m_folders;
    async::Event m_news;
    async::Event m_ended; ///< one of those that were open
    async::Scope m_closing;
    bool m_isClosing = false;
};

} // namespace livebelt
