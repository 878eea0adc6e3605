// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/CsvWriter.h"
#include "model/formats/RecordReader.h"

namespace livebelt {

/// Reads what CsvWriter writes. Its first line names the columns.
class CsvReader final : public RecordReader
{
public:
    CsvReader(CsvDialect dialect, ReaderOptions options) : m_dialect(dialect), m_options(std::move(options)) {}

protected:
    qsizetype endOfPiece(QByteArrayView text, qsizetype from) override;
    Result<void> take(QByteArrayView piece, const Visit &visit) override;

private:
    struct Cell
    {
        QByteArray text;
        bool isQuoted = false;
    };
    void split(QByteArrayView line);
    void splitQuoted(QByteArrayView line);
    QByteArray plain(const QByteArray &cell) const;
    Result<void> setColumns();
    Result<void> setField(FieldsBuilder &fields, const QByteArray &name, const Cell &cell) const;

    const CsvDialect m_dialect;
    const ReaderOptions m_options;
    CsvColumns m_columns;
    std::vector<Cell> m_cells; ///< of the line that is read
    bool m_isInQuotes = false, m_isAtStart = true;
};

} // namespace livebelt
