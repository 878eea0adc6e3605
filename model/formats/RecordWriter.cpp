// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/RecordWriter.h"

#include "model/formats/ArrivalWriter.h"
#include "model/formats/CsvWriter.h"
#include "model/formats/ExportFormat.h"
#include "model/formats/HtmlWriter.h"
#include "model/formats/InfluxWriter.h"
#include "model/formats/JsonLinesWriter.h"
#include "model/formats/SqliteWriter.h"
#include "model/formats/TextWriter.h"

namespace livebelt {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<RecordWriter>> makeRecordWriter(const QString &format, const WriterOptions &options)
{
    using Writer = std::unique_ptr<RecordWriter>;
    const ExportFormat *known = exportFormat(format);
    if (!known)
        return Failure{u"There is no format “%1”: choose one of %2."_s.arg(format, exportFormatNames())};
    const TimeStyle times = options.times.value_or(TimeStyle());
    if (known->name == "csv"_L1 || known->name == "tsv"_L1) {
        const auto dialect = known->name == "csv"_L1 ? CsvDialect::Commas : CsvDialect::Tabs;
        return Writer(std::make_unique<CsvWriter>(
            options.cells, options.columns.empty() ? csvColumnsWithJson() : options.columns, dialect, times));
    }
    if (known->name == "jsonl"_L1 || known->name == "json"_L1) {
        const auto shape = known->name == "json"_L1 ? JsonShape::Array : JsonShape::Lines;
        return Writer(std::make_unique<JsonLinesWriter>(shape, options.columns, times));
    }
    if (known->name == "sqlite"_L1)
        return Writer(std::make_unique<SqliteWriter>(options.columns, times, options.scratch));
    if (known->name == "influx"_L1)
        return Writer(std::make_unique<InfluxWriter>());
    if (known->name == "html"_L1)
        return Writer(std::make_unique<HtmlWriter>(options.withFeeds, options.times.value_or(transcriptTimes())));
    return Writer(std::make_unique<TextWriter>(options.withFeeds, options.shape, options.times));
}

Result<std::unique_ptr<RecordWriter>> makeExportWriter(const QString &format, WriterOptions options)
{
    if (format == "text"_L1)
        return std::unique_ptr<RecordWriter>(std::make_unique<ArrivalWriter>());
    if (format == "transcript"_L1 && !options.times)
        options.times = transcriptTimes();
    return makeRecordWriter(format, options);
}

} // namespace livebelt
