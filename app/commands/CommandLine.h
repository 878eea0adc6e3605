// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serve/ServeOptions.h"
#include "model/formats/ExportFormat.h"
#include "model/formats/RecordWriter.h"
#include "model/records/FeedAddress.h"
#include "model/records/Result.h"

#include <QStringList>
#include <chrono>
#include <optional>

namespace livebelt {

/// What the person asked for on the command line.
struct Invocation
{
    enum class Command {
        Window,
        Watch,
        Record,
        Export,
        Import,
        Reread,
        Serve,
        Info,
        Check,
        Salvage,
        Kinds,
        Formats,
        Help,
        Version
    };
    Command command = Command::Window;
    QStringList inputs; ///< URLs, or the capture file; of Help the command that it is about, or nothing
    QStringList feeds;  ///< --feed, names or addresses
    QString filter;
    QString format; ///< of watch, export and import always one
    QString to;
    QString since, until; ///< --since, --until: times in the filter language, or empty
    std::optional<Compression> compression;
    std::optional<TimeFormat> timeFormat;
    std::optional<QTimeZone> zone;                        ///< --tz
    std::optional<std::chrono::milliseconds> rotateAfter; ///< --rotate
    std::optional<quint64> rotateSize;                    ///< --rotate-size, in bytes
    QString check;                                        ///< --check, the file of a log format
    bool hasPlainCsv = false;                             ///< --csv-plain: cells are not made harmless for spreadsheets
    QStringList columns;                                  ///< --columns, of CSV
    std::optional<CsvFields> csvFields;
    QList<FeedAddress::Option> reading; ///< --parse and the like: the options of a reader
    int preview = 10;                   ///< --preview: so many records are shown
    std::optional<quint64> count;
    std::optional<std::chrono::milliseconds> duration;
    std::optional<quint64> memory;                    ///< --memory, in bytes
    ServeOptions serve;                               ///< --listen, --cert, --key, --allow-origin
    QString workspace;                                ///< --workspace, the folder of the history
    std::optional<std::chrono::milliseconds> keepAge; ///< --keep
    std::optional<quint64> keepBytes;                 ///< --keep-size
};

/// Reads the arguments, without the program's name. A Failure is a usage error.
Result<Invocation> parseCommandLine(const QStringList &arguments);

/// How the program is used, and how one of its commands is.
QString usage();
QString usageOf(const QString &word);

} // namespace livebelt
