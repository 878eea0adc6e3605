// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QStringList>
#include <span>

namespace livebelt {

/// How the bytes of an export are packed on their way to the file.
enum class Compression : quint8 { None, Gzip, Zstd };

/// What is known of a format that records are written in.
struct ExportFormat
{
    enum Trait : quint8 {
        Columns = 1,  ///< it can have some parts and fields only
        Import = 2,   ///< it can be read again
        Cells = 4,    ///< a spreadsheet may open it
        Binary = 8,   ///< nothing for a terminal
        OwnTimes = 16 ///< how times are written is up to the format, or it has none
    };
    QLatin1StringView name;
    QLatin1StringView suffix; ///< of its files, without the dot
    QLatin1StringView alias;  ///< another name for it, another suffix of its files, or empty
    quint8 traits = 0;
    QLatin1StringView about; ///< what it is for, in English
    QLatin1StringView lacks; ///< what of a record it cannot hold, as a sentence in English; empty: nothing

    bool has(Trait trait) const { return (traits & trait) != 0; }
};

std::span<const ExportFormat> exportFormats();
/// nullptr where there is none of that name or alias.
const ExportFormat *exportFormat(QStringView name);
/// Their names, with a comma and a space between them: for a sentence.
QString exportFormatNames(quint8 traits = 0);

/// What the end of a file's name says: "chat.jsonl.zst" is JSON Lines through zstd.
struct FileFormat
{
    const ExportFormat *format = nullptr; ///< nullptr: it says none
    Compression compression = Compression::None;
};
FileFormat fileFormat(const QString &path);
/// path without the endings that fileFormat() reads.
QString withoutFormat(const QString &path);
/// ".jsonl.zst"
QString formatEnding(const ExportFormat &format, Compression compression);

/// "none", "gzip" or "zstd".
Result<Compression> compressionNamed(const QString &name);

} // namespace livebelt
