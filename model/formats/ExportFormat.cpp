// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ExportFormat.h"

#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr auto table = std::to_array<ExportFormat>({
    {"csv"_L1,
     "csv"_L1,
     {},
     ExportFormat::Columns | ExportFormat::Import | ExportFormat::Cells,
     "for spreadsheets, a column for each field"_L1,
     {}},
    {"tsv"_L1,
     "tsv"_L1,
     "tab"_L1,
     ExportFormat::Columns | ExportFormat::Import | ExportFormat::Cells,
     "the same with tabs: a line is a record, whatever is in it"_L1,
     {}},
    {"jsonl"_L1,
     "jsonl"_L1,
     "ndjson"_L1,
     ExportFormat::Columns | ExportFormat::Import,
     "JSON Lines, for programs: an object on each line"_L1,
     {}},
    {"json"_L1, "json"_L1, {}, ExportFormat::Columns | ExportFormat::Import, "one JSON array of objects"_L1, {}},
    {"sqlite"_L1,
     "sqlite"_L1,
     "db"_L1,
     ExportFormat::Columns | ExportFormat::Import | ExportFormat::Binary,
     "a database with a table named records"_L1,
     {}},
    {"influx"_L1, "lp"_L1, "influx"_L1, ExportFormat::Import | ExportFormat::OwnTimes, "InfluxDB line protocol"_L1,
     "InfluxDB has no null, no infinite numbers and no lists: the first two are left out, a list is a text."_L1},
    {"text"_L1, "log"_L1, {}, ExportFormat::OwnTimes, "what arrived, byte for byte"_L1, {}},
    {"transcript"_L1,
     "txt"_L1,
     {},
     0,
     "time, author and text, for people"_L1,
     "A transcript is for reading: fields that a text has are not in it."_L1},
    {"html"_L1, "html"_L1, "htm"_L1, 0, "the same as a page for a browser"_L1,
     "A transcript is for reading: fields that a text has are not in it."_L1},
});

/// Takes ".gz" or ".zst" off the end.
Compression takeCompression(QString &path)
{
    for (const auto &[ending, compression] :
         {std::pair(".gz"_L1, Compression::Gzip), std::pair(".zst"_L1, Compression::Zstd)}) {
        if (path.endsWith(ending, Qt::CaseInsensitive)) {
            path.chop(ending.size());
            return compression;
        }
    }
    return Compression::None;
}

const ExportFormat *takeFormat(QString &path)
{
    const qsizetype dot = path.lastIndexOf(u'.');
    if (dot < 0 || dot < path.lastIndexOf(u'/'))
        return nullptr;
    const QStringView suffix = QStringView(path).sliced(dot + 1);
    for (const ExportFormat &format : table) {
        if (suffix.compare(format.suffix, Qt::CaseInsensitive) == 0 ||
            (!format.alias.isEmpty() && suffix.compare(format.alias, Qt::CaseInsensitive) == 0)) {
            path.truncate(dot);
            return &format;
        }
    }
    return nullptr;
}

} // namespace

std::span<const ExportFormat> exportFormats()
{
    return table;
}

const ExportFormat *exportFormat(QStringView name)
{
    for (const ExportFormat &format : table) {
        if (name == format.name || (!format.alias.isEmpty() && name == format.alias))
            return &format;
    }
    return nullptr;
}

QString exportFormatNames(quint8 traits)
{
    QStringList names;
    for (const ExportFormat &format : table) {
        if ((format.traits & traits) == traits)
            names << format.name;
    }
    return names.join(u", "_s);
}

FileFormat fileFormat(const QString &path)
{
    QString rest = path;
    const Compression compression = takeCompression(rest);
    return {takeFormat(rest), compression};
}

QString withoutFormat(const QString &path)
{
    QString rest = path;
    takeCompression(rest);
    takeFormat(rest);
    return rest;
}

QString formatEnding(const ExportFormat &format, Compression compression)
{
    const auto packed = compression == Compression::Gzip   ? ".gz"_L1
                        : compression == Compression::Zstd ? ".zst"_L1
                                                           : ""_L1;
    return u'.' + format.suffix + packed;
}

Result<Compression> compressionNamed(const QString &name)
{
    if (name == "none"_L1)
        return Compression::None;
    if (name == "gzip"_L1)
        return Compression::Gzip;
    if (name == "zstd"_L1)
        return Compression::Zstd;
    return Failure{u"There is no compression “%1”: choose none, gzip or zstd"_s.arg(name)};
}

} // namespace livebelt
