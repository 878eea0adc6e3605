// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/CsvColumns.h"
#include "model/records/Record.h"
#include "model/records/Result.h"
#include "model/records/TextBuilder.h"

#include <QStringList>
#include <memory>

namespace livebelt {

/// Turns records into one format. Appends to the caller's buffer, which he empties as he likes: memory stays constant.
/// One thread at a time; knows nothing of files.
class RecordWriter
{
public:
    RecordWriter() = default;
    virtual ~RecordWriter() = default;
    Q_DISABLE_COPY_MOVE(RecordWriter)

    /// What stands in front of the first record.
    virtual void begin(TextBuilder &out) = 0;
    /// One record. feedName is UTF-8.
    virtual void write(TextBuilder &out, QByteArrayView feedName, const Record &record) = 0;
};

/// Whether CSV cells that a spreadsheet might run as a formula are changed so that it does not.
enum class CsvCells : quint8 { Harmless, Plain };

/// Whether the fields of a record are columns of CSV, or a JSON object in one of them.
enum class CsvFields : quint8 { Columns, Json };

/// Whether text for people can do no harm on a terminal, or is as it came, for a file or another program.
enum class TextShape : quint8 { Harmless, AsItCame };

/// "text", "jsonl", "csv": what makeRecordWriter() takes.
QStringList recordFormats();

/// Fails where there is no such format. With severalFeeds, what people read says which feed a record is from;
/// what programs read always does.
Result<std::unique_ptr<RecordWriter>> makeRecordWriter(const QString &format, bool severalFeeds = false,
                                                       CsvCells cells = CsvCells::Harmless,
                                                       TextShape shape = TextShape::Harmless,
                                                       CsvColumns columns = csvColumnsWithJson());

/// The same for an export, where "text" is what arrived, byte for byte.
Result<std::unique_ptr<RecordWriter>> makeExportWriter(const QString &format, CsvCells cells = CsvCells::Harmless,
                                                       CsvColumns columns = csvColumnsWithJson());

} // namespace livebelt
