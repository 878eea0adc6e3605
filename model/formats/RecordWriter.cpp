// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/RecordWriter.h"

#include "model/formats/ArrivalWriter.h"
#include "model/formats/CsvWriter.h"
#include "model/formats/JsonLinesWriter.h"
#include "model/formats/TextWriter.h"

namespace livebelt {

using namespace Qt::StringLiterals;

QStringList recordFormats()
{
    return {u"text"_s, u"jsonl"_s, u"csv"_s};
}

Result<std::unique_ptr<RecordWriter>> makeRecordWriter(const QString &format, bool severalFeeds, CsvCells cells,
                                                       TextShape shape, CsvColumns columns)
{
    std::unique_ptr<RecordWriter> writer;
    if (format == u"text"_s)
        writer = std::make_unique<TextWriter>(severalFeeds, shape);
    else if (format == u"jsonl"_s)
        writer = std::make_unique<JsonLinesWriter>();
    else if (format == u"csv"_s)
        writer = std::make_unique<CsvWriter>(cells, std::move(columns));
    else
        return Failure{u"There is no format “%1”: choose one of %2."_s.arg(format, recordFormats().join(u", "_s))};
    return writer;
}

Result<std::unique_ptr<RecordWriter>> makeExportWriter(const QString &format, CsvCells cells, CsvColumns columns)
{
    if (format != u"text"_s)
        return makeRecordWriter(format, false, cells, TextShape::Harmless, std::move(columns));
    std::unique_ptr<RecordWriter> writer = std::make_unique<ArrivalWriter>();
    return writer;
}

} // namespace livebelt
