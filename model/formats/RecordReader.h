// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/RecordWriter.h"

#include <functional>

namespace livebelt {

struct ReaderOptions
{
    CsvCells cells = CsvCells::Harmless; ///< Harmless: apostrophes that the export has put in front are taken away
    TimeStyle times{};                   ///< how the export has written its times
};

/// Makes records of what a RecordWriter has written, or another program in the same form: names that are no part of a
/// record are fields. Takes the bytes in pieces of any size; memory is bounded by the longest record. One thread.
class RecordReader
{
public:
    /// A record and the name of its feed, which is empty where that is not said. What it fails with ends the reading.
    using Visit = std::function<Result<void>(const QByteArray &feed, Record &&record)>;

    RecordReader() = default;
    virtual ~RecordReader() = default;
    Q_DISABLE_COPY_MOVE(RecordReader)

    /// Fails with a sentence that has the number of the line or object where something is wrong.
    Result<void> read(QByteArrayView bytes, const Visit &visit);
    /// No more bytes come.
    Result<void> end(const Visit &visit);

protected:
    /// Goes on from where it stopped to the end of the piece that text begins with: what is behind it, or -1 where text
    /// ends before. from: what of text has been looked at. The next piece is another text.
    virtual qsizetype endOfPiece(QByteArrayView text, qsizetype from) = 0;
    /// A piece, with its end; the last one may have none.
    virtual Result<void> take(QByteArrayView piece, const Visit &visit) = 0;

private:
    Result<void> counted(QByteArrayView piece, const Visit &visit);

    QByteArray m_bytes;
    qsizetype m_seen = 0; ///< of m_bytes
    quint64 m_pieces = 0;
};

/// Fails where there is no such format, or it cannot be read. SQLite is read by readSqlite().
Result<std::unique_ptr<RecordReader>> makeRecordReader(const QString &format, const ReaderOptions &options = {});

} // namespace livebelt
