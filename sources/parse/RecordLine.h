// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <memory>
#include <optional>

namespace livebelt {

/// One line of our JSON Lines, read back: what the record of another capture was. A value.
struct RecordLine
{
    QByteArray feed;
    Record record; ///< as it was, with its seq
};

/// Reads lines of JSON Lines, as `livebelt export` and `livebelt forward` write them. Keeps its memory; one thread.
class RecordLineReader
{
public:
    RecordLineReader();
    ~RecordLineReader();
    Q_DISABLE_COPY_MOVE(RecordLineReader)

    /// Nothing where it is no such line: no JSON, without "feed" or "kind", a time or a kind that is none. What it does
    /// not know in the line is left out. A value that is not finite has been lost on the way.
    std::optional<RecordLine> read(QByteArrayView line);

private:
    struct Checker;
    std::unique_ptr<Checker> m_checker;
};

/// The record of a feed that carries those of others: received now, its time that of the source or, where that said
/// none, when the recorder received it. recorder, feed and seq stand in its fields. What was a Notice then is an Event
/// now, with the same subject and text: it tells nothing of this feed.
Record forwarded(RecordLine line, const QByteArray &recorder, qint64 received);

} // namespace livebelt
