// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Notice.h"
#include "sources/files/FileRecords.h"
#include "sources/files/FileResume.h"
#include "sources/files/FileStart.h"
#include "sources/files/UnitCutter.h"
#include "sources/parse/ItemCutter.h"
#include "sources/parse/Reader.h"
#include <livebelt/async/io/Follow.h>

#include <memory>
#include <optional>

namespace livebelt {

/// Makes records of the chunks of one file, whatever becomes of it; the last record of each chunk says where to go on.
/// No I/O; one thread.
class FileTail
{
public:
    /// start: of a file that may not be read from its start. resume: where it goes on, where it does.
    FileTail(FileView view, const FileStart &start, std::optional<FileResume> resume = {});

    void take(async::FileChunk chunk, Records &records);
    /// Nothing has come for a while: what there is of a line is shown.
    void pause(Records &records);
    bool canPause() const;
    /// How long nothing has to come before pause().
    std::chrono::milliseconds patience() const;
    /// Nothing more comes.
    void finish(Records &records);
    /// Where all that has come ends: where this one goes on, which still has the beginning of a line.
    std::optional<FileResume> place() const;
    /// finish() then gives no line without its end: it is in the file, to be read whole when that is continued.
    void leaveUnfinished(bool leaves = true) { m_leavesUnfinished = leaves; }

private:
    void endFile(Records &records);
    void begin(const async::FileChunk &chunk, Records &records);
    void learnNames();
    bool skipNuls(async::FileChunk &chunk, Records &records);
    void takeItem(Item &item, Records &records);
    void decode(Item &item);
    bool nextItem(Item &item);
    bool finishItem(Item &item);
    Record accessNotice(const async::FileChunk &chunk);
    void label(Record &record) const;
    void settle(const QByteArray &latest, size_t first, Records &records);

    const FileView m_view;
    const QByteArray m_label; ///< the end of a record's fields that names the file: ,"file":"app.log"}
    QByteArray m_head, m_firstLine;
    std::unique_ptr<Reader> m_reader;
    TextEncoding m_encoding;
    std::optional<ItemCutter> m_cutter; ///< from the first chunk on; or
    std::optional<UnitCutter> m_units;  ///< for text of several bytes a character
    qint64 m_received = 0;
    qint64 m_written = 0; ///< what has come, at the latest
    qint64 m_unreadableSince = noTime;
    bool m_isAtStart = false; ///< of the file: there may be a byte order mark
    bool m_skipsNuls = false; ///< those at the start of a truncated file
    qint64 m_nuls = 0;        ///< so far
    bool m_leavesUnfinished = false;
    bool m_isInLine = false;   ///< the last item has no end yet
    async::FileMark m_place{}; ///< where what was given ends
    qint64 m_end = 0;          ///< of what has come
    QByteArray m_before;       ///< the last bytes of what has come: FileMark::known of them
    std::optional<FileResume> m_resume;
};

/// The file cannot be opened or read for the time being. problem: what was said of that.
Record unreadableNotice(const QString &problem, NoticeType type);

} // namespace livebelt
