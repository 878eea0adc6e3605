// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/RecordReader.h"

#include "model/formats/CsvReader.h"
#include "model/formats/ExportFormat.h"
#include "model/formats/InfluxReader.h"
#include "model/formats/JsonReader.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestPiece = 1 << 30; // no record of a capture is longer

} // namespace

Result<void> RecordReader::counted(QByteArrayView piece, const Visit &visit)
{
    ++m_pieces;
    const auto taken = take(piece, visit);
    return taken ? taken : Failure{u"Piece %1 cannot be read: %2"_s.arg(m_pieces).arg(taken.error())};
}

Result<void> RecordReader::read(QByteArrayView bytes, const Visit &visit)
{
    m_bytes.append(bytes.data(), bytes.size());
    qsizetype at = 0;
    for (;;) {
        const QByteArrayView rest = QByteArrayView(m_bytes).sliced(at);
        const qsizetype end = endOfPiece(rest, m_seen);
        m_seen = end < 0 ? rest.size() : 0;
        if (end < 0)
            break;
        if (const auto taken = counted(rest.first(end), visit); !taken)
            return taken;
        at += end;
    }
    m_bytes.remove(0, at);
    if (m_bytes.size() > longestPiece)
        return Failure{u"Piece %1 has no end within 1 GB: is the file in this format?"_s.arg(m_pieces + 1)};
    return {};
}

Result<void> RecordReader::end(const Visit &visit)
{
    if (m_bytes.isEmpty())
        return {};
    const QByteArray last = std::exchange(m_bytes, {});
    return counted(last, visit);
}

Result<std::unique_ptr<RecordReader>> makeRecordReader(const QString &format, const ReaderOptions &options)
{
    using Reader = std::unique_ptr<RecordReader>;
    const ExportFormat *known = exportFormat(format);
    if (!known || !known->has(ExportFormat::Import))
        return Failure{u"What is written as “%1” cannot be read again: these can: %2"_s.arg(
            format, exportFormatNames(ExportFormat::Import))};
    if (known->name == "csv"_L1 || known->name == "tsv"_L1)
        return Reader(
            std::make_unique<CsvReader>(known->name == "csv"_L1 ? CsvDialect::Commas : CsvDialect::Tabs, options));
    if (known->name == "jsonl"_L1 || known->name == "json"_L1)
        return Reader(
            std::make_unique<JsonReader>(known->name == "json"_L1 ? JsonShape::Array : JsonShape::Lines, options));
    if (known->name == "influx"_L1)
        return Reader(std::make_unique<InfluxReader>());
    return Failure{u"A database is read by its path"_s};
}

} // namespace livebelt
