// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <optional>

namespace livebelt {

/// What a Notice tells. A feed says everything about itself in its own stream, at the place where it happened.
enum class NoticeType : quint8 {
    Connected,    ///< the feed is live for the first time
    Disconnected, ///< the connection was lost; the feed tries again by itself
    Reconnected,  ///< live again; fields "from" and "to" (RFC 3339) bound the gap, "lost" says how many where known
    Failed,       ///< it cannot go on until the person does something: the text says what
    Ended,        ///< the source is through; nothing more will come
    Dropped,      ///< field "count": records lost here because the buffer was full
    Quarantined,  ///< one item could not be understood: raw holds its bytes as they came
    Truncated,    ///< one item was longer than the cap: field "bytes" says how long it was
    Information,  ///< worth knowing, nothing lost: a topic changed, a nick was in use
    Closed        ///< nothing was recorded here, as the program was closed: fields "from" and "to" (RFC 3339)
};

/// The word used as the subject of the record: "connected", "disconnected", ...
QByteArray noticeName(NoticeType type);
/// nullopt unless record is a Notice of a type known here.
std::optional<NoticeType> noticeType(const Record &record);

/// A Notice received now. text is one sentence for the person; fields as FieldsBuilder makes them.
Record makeNotice(NoticeType type, const QByteArray &text, const QByteArray &fields = {}, const QByteArray &raw = {});
/// The Notice that stands where count records were lost.
Record makeDropped(quint64 count, const QByteArray &why);
/// How many records the Notice says were dropped here; 0 for any other record.
quint64 droppedCount(const Record &record);

} // namespace livebelt
