// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/files/FileSource.h"
#include "sources/files/FileTail.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Scope.h>

namespace livebelt {

/// From the files of a group to the feed.
struct RecordBytes
{
    quint64 operator()(const Record &record) const { return quint64(record.footprint()); }
};
using GroupRecords = async::Channel<Record, RecordBytes>;

/// One of the files of a pattern. It is open only while it reads; what it knows of the file stays, so that it goes on
/// where it was, also in a file that has been rotated meanwhile.
class GroupMember
{
public:
    enum class State {
        Waiting, ///< for its turn
        Reading,
        Resting, ///< has given all that there was, and is not open
        Ended    ///< will give nothing more
    };
    enum class Mode {
        Once,   ///< one file after the other, to its end
        Stay,   ///< open, and followed
        Glance, ///< what there is now; then it rests
    };

    /// isNew: came after the beginning.
    GroupMember(FileView view, FileFrom from, std::optional<FileResume> resume, bool isNew);

    /// Reads; done() is called as it has given up its place. Problems become Notices; after one that may pass, it
    /// rests. Destroying it is safe.
    async::Task<void> read(Mode mode, GroupRecords records, std::function<void()> done);
    /// Ends a Stay after what there is.
    void end();
    /// The line without an end, of one that rests.
    Records takeUnfinished();
    /// True where it has something to give that it had not when it was last asked, or is to be tried again.
    bool notice(quint64 device, quint64 inode, qint64 modified, qint64 size);

    State state = State::Waiting;
    bool isIdle = false; ///< has given all that there is, as far as it is known
    bool stays = false;  ///< reads, in Mode::Stay
    int looksWithoutName = 0;

private:
    async::Task<void> readOn(Mode mode, GroupRecords records);
    async::Task<void> rest(GroupRecords records);
    async::Task<void> sayReadable(GroupRecords records);
    bool mayPass(const std::exception &error, Mode mode) const;

    const FileView m_view;
    const FileFrom m_from;
    const bool m_isNew;
    std::optional<FileResume> m_resume;
    std::optional<FileStart> m_start;
    std::unique_ptr<FileTail> m_tail;
    std::shared_ptr<async::Event> m_until;
    QString m_problem;                                     ///< that was told, and may pass
    std::tuple<quint64, quint64, qint64, qint64> m_seen{}; ///< what notice() was last told

public:
    async::Scope scope; ///< that it reads in; goes first
};

} // namespace livebelt
