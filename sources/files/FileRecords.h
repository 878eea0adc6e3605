// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/async/io/Follow.h"
#include "sources/files/FileAddress.h"

namespace livebelt {

/// How the bytes of a file become records. A value.
struct FileView
{
    QString path; ///< for people
    TextEncoding encoding;
    Framing framing;
    ParserOptions parser;
    QByteArray label; ///< goes into the field "file" of each record, and is its subject where it has none; or empty
};

/// The records of one file, and a Notice wherever another file took its place. What stands after the last end of a line
/// is a record, marked, once it is certain that nothing will complete it: at the end, or where another file begins.
/// head: the first bytes of a file that is not read from its start. Errors of the chunks come through.
async::AsyncIterator<Record> recordsOf(async::AsyncIterator<async::FileChunk> chunks, FileView view, QByteArray head);

} // namespace livebelt
