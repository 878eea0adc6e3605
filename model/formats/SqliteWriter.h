// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/Sqlite.h"
#include "model/formats/ColumnFields.h"
#include "model/formats/RecordWriter.h"

#include <QTemporaryFile>

namespace livebelt {

/// A SQLite database with one table, "records": feed, seq, received, time, kind, level, subject, text, value, unit,
/// fields (JSON, for json_extract()), raw (BLOB), ending, continues; what is absent is NULL. With columns only those: a
/// field is an INTEGER or REAL where it is a number that these hold with every digit, 0 or 1 where it is true or false,
/// NULL where it is null or not there, else a TEXT. Times are TEXT, or INTEGER or REAL where their style is a number.
///
/// It is made in a file without a name beside where it goes, and read from there by end().
class SqliteWriter final : public RecordWriter
{
public:
    SqliteWriter(CsvColumns columns, const TimeStyle &times, const QString &scratch);
    ~SqliteWriter() override;

    void begin(TextBuilder &out) override;
    void write(TextBuilder &out, QByteArrayView feedName, const Record &record) override;
    bool end(TextBuilder &out) override;
    QString problem() const override { return m_problem; }
    qint64 waiting() const override { return m_waiting; }

private:
    void check(int code);
    void bindPart(int at, CsvColumn::Part part, QByteArrayView feedName, const Record &record);
    void bindTime(int at, qint64 micros);
    void bindField(int at, const ColumnFields::Cell &cell);

    ColumnFields m_fields;
    TimeWriter m_times;
    QTemporaryFile m_file;
    SqliteConnection m_database;
    Statement m_insert;
    std::vector<QByteArray> m_bound; ///< what is bound, until it has been inserted
    qint64 m_waiting = 0;
    int m_inTransaction = 0;
    bool m_isReading = false;
    QString m_problem;
};

} // namespace livebelt
