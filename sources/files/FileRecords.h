// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/files/TextEncoding.h"
#include "sources/parse/Framing.h"
#include "sources/parse/ParserOptions.h"
#include <livebelt/async/io/Follow.h>

namespace livebelt {

class FileTail;

/// How the bytes of a file become records. A value.
struct FileView
{
    QString path; ///< for people
    TextEncoding encoding;
    Framing framing;
    ParserOptions parser;
    QByteArray label; ///< goes into the field "file" of each record, and is its subject where it has none; or empty
};

/// The records that tail makes of the chunks of one file, and a Notice wherever another file took its place. What
/// stands after the last end of a line is given once nothing has come for a second, at the end, or where another file
/// begins. tail outlives it: destroyed between two chunks, it goes on later with the same tail. Errors of the chunks
/// come through after that.
async::AsyncIterator<Record> recordsOf(async::AsyncIterator<async::FileChunk> chunks, FileTail *tail);

} // namespace livebelt
