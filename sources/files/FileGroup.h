// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/Channel.h"
#include "sources/async/Event.h"
#include "sources/async/Scope.h"
#include "sources/feed/Feed.h"
#include "sources/files/FileAddress.h"
#include "sources/files/FileMatches.h"
#include "sources/files/FileRecords.h"

#include <map>
#include <memory>

namespace livebelt {

/// All files that a pattern matches. Followed side by side, also those that come later, up to 100 at a time; a log that
/// has been put away under another name that matches, too, is not read again. Without following, one after the other.
class FileGroup final : public Feed
{
public:
    static constexpr size_t most = 100;

    explicit FileGroup(FileAddress address);

    async::AsyncIterator<Record> records() override;
    async::Task<void> close() override;

private:
    struct Cost
    {
        quint64 operator()(const Record &record) const { return quint64(record.footprint()); }
    };
    /// A file that is read.
    struct Member
    {
        std::pair<quint64, quint64> identity; ///< of what its name stands for
        bool isNew = false;                   ///< came after the beginning
        bool isIdle = false;                  ///< has given all that there is
        bool hasEnded = false;
        int looksWithoutName = 0;
        async::Scope scope{};
    };
    using Identity = std::pair<quint64, quint64>;

    async::Task<void> readAll();
    async::Task<void> followAll();
    async::Task<void> read(QString path, FileFrom from, Member *member);
    async::Task<void> readOne(QString path, FileFrom from, Member *member);
    async::Task<void> newsOrPause();
    Records update(const FileMatches &matches, bool isFirst);
    bool isToBeRead(const FileMatch &match);
    void letGo(const FileMatches &matches);
    void start(const FileMatch &match, FileFrom from, bool isNew);
    FileView viewOf(const QString &path) const;
    async::Task<bool> tell(Record notice);

    const FileAddress m_address;
    async::Channel<Record, Cost> m_records;
    std::map<QString, std::unique_ptr<Member>> m_members; ///< by path
    std::map<QString, Identity> m_putAway;                ///< files that are not read
    size_t m_tooMany = 0;                                 ///< as was said last
    async::Event m_news;
};

} // namespace livebelt
