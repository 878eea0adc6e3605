// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"
#include "sources/files/FileAddress.h"
#include "sources/files/FileResume.h"
#include "sources/files/FileStart.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Event.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/io/Follow.h>

namespace livebelt {

class FileTail;

/// One file: what is in it, and what is added to it. It is read on a helper thread, at most half a megabyte ahead, so
/// its size does not matter; the I/O thread only cuts and parses. What had been read, or has just been added, when it
/// is closed is still given, the unfinished last line, too. One that is followed can be continued (FileResume).
class FileFeed final : public Feed
{
public:
    explicit FileFeed(FileAddress address);

    async::AsyncIterator<Record> records() override;
    void continueAfter(const ResumePoints &points) override;
    async::Task<void> close() override;

private:
    struct Size
    {
        quint64 operator()(const async::FileChunk &chunk) const { return quint64(chunk.bytes.size()); }
    };

    async::Task<void> read();
    async::Task<FileStart> lookUntilReadable();
    bool isResumable() const;
    bool isStream() const { return m_start && m_start->kind == FileStart::Kind::Stream; }
    void closeStream();
    Record beginning() const;

    const FileAddress m_address;
    async::Channel<async::FileChunk, Size> m_chunks;
    std::optional<FileStart> m_start; ///< once it is known
    std::optional<Record> m_trouble;  ///< that keeps it from being known
    async::Event m_changed;
    std::optional<FileResume> m_resume;
    std::shared_ptr<async::Event> m_until = std::make_shared<async::Event>();
    FileTail *m_tail = nullptr; ///< while records() reads
    bool m_isBehind = false;    ///< there is more than the consumer has taken
    bool m_isClosing = false;
    qint64 m_left = 0; ///< bytes that a pipe held when it was closed
    async::Scope m_closing;
};

} // namespace livebelt
