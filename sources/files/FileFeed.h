// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/Channel.h"
#include "sources/async/Event.h"
#include "sources/async/io/Follow.h"
#include "sources/feed/Feed.h"
#include "sources/files/FileAddress.h"
#include "sources/files/FileStart.h"

namespace livebelt {

/// One file: what is in it, and what is added to it. It is read on a helper thread, at most half a megabyte ahead, so
/// its size does not matter; the I/O thread only cuts and parses.
class FileFeed final : public Feed
{
public:
    explicit FileFeed(FileAddress address);

    async::AsyncIterator<Record> records() override;
    async::Task<void> close() override;

private:
    struct Size
    {
        quint64 operator()(const async::FileChunk &chunk) const { return quint64(chunk.bytes.size()); }
    };

    async::Task<void> read();
    Record beginning() const;

    const FileAddress m_address;
    async::Channel<async::FileChunk, Size> m_chunks;
    std::optional<FileStart> m_start; ///< once it is known
    async::Event m_changed;
    bool m_isClosing = false;
};

} // namespace livebelt
