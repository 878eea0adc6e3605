// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/CsvColumns.h"
#include "model/formats/TimeStyle.h"
#include "model/records/Record.h"
#include "model/records/Result.h"
#include "model/records/TextBuilder.h"

#include <QStringList>
#include <memory>
#include <optional>

namespace livebelt {

/// Turns records into one format. Appends to the caller's buffer, which he empties as he likes: memory stays constant.
/// One thread at a time; knows nothing of the file that it becomes.
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
    /// What stands behind the last one, in pieces: to be called until it says false.
    virtual bool end(TextBuilder &) { return false; }
    /// Whether it appends nothing for records that the format has no place for. Otherwise each one is in it.
    virtual bool leavesSomeOut() const { return false; }
    /// Why it cannot go on, as a sentence; empty as long as it can. Only what needs a file of its own, such as a
    /// database, ever has a reason.
    virtual QString problem() const { return {}; }
    /// Bytes that will come with end().
    virtual qint64 waiting() const { return 0; }
};

/// Whether CSV cells that a spreadsheet might run as a formula are changed so that it does not.
enum class CsvCells : quint8 { Harmless, Plain };

/// Whether the fields of a record are columns of CSV, or a JSON object in one of them.
enum class CsvFields : quint8 { Columns, Json };

/// Whether text for people can do no harm on a terminal, or is as it came, for a file or another program.
enum class TextShape : quint8 { Harmless, AsItCame };

struct WriterOptions
{
    bool withFeeds = false; ///< what people read says which feed a record is from; what programs read always does
    CsvCells cells = CsvCells::Harmless;
    TextShape shape = TextShape::Harmless;
    CsvColumns columns{};             ///< none: all that the format has
    std::optional<TimeStyle> times{}; ///< none: as is usual in the format
    QString scratch{};                ///< the folder for what is written before it can be read; empty: the system's
};

/// Fails where there is no such format (ExportFormat.h). "text" is the transcript, with the time of day only.
Result<std::unique_ptr<RecordWriter>> makeRecordWriter(const QString &format, const WriterOptions &options = {});

/// The same for an export, where "text" is what arrived, byte for byte, and a transcript has the date.
Result<std::unique_ptr<RecordWriter>> makeExportWriter(const QString &format, WriterOptions options = {});

} // namespace livebelt
