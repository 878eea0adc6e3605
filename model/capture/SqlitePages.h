// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/StoredRow.h"
#include "model/records/Result.h"

#include <QByteArray>
#include <QFile>
#include <optional>
#include <unordered_map>
#include <vector>

namespace livebelt {

/// The pages of a database file as they lie there, without SQLite, which refuses a file that is damaged anywhere on its
/// way to a row. What is committed in the -wal file counts (SQLite file format, sections 1 and 4). Only reads.
class SqlitePages
{
public:
    using Value = StoredValue; ///< texts and blobs alike
    struct Row
    {
        qint64 id = 0;
        std::vector<Value> values;
        quint64 blobs = 0; ///< a bit for each column that holds a blob
    };

    static Result<std::unique_ptr<SqlitePages>> open(const QString &path);

    quint32 count() const { return m_count; } ///< pages are numbered from 1 on
    /// The rows of tables that stand on a page, as far as they can be made out, whatever its head says it is.
    /// mostColumns: one with more is none of those looked for.
    std::vector<Row> rows(quint32 page, size_t mostColumns) const;

private:
    struct Payload;
    explicit SqlitePages(const QString &path) : m_file(path) {}
    Result<void> start();
    void readWal(const QByteArray &wal);
    QByteArrayView page(quint32 number) const;
    std::optional<Row> row(QByteArrayView page, qsizetype at, size_t mostColumns) const;
    bool gather(QByteArrayView page, qsizetype at, quint64 size, QByteArray &payload) const;

    QFile m_file;
    QByteArrayView m_bytes;
    QByteArray m_wal;
    std::unordered_map<quint32, qsizetype> m_newer; ///< where in the -wal file the newest of a page stands
    qsizetype m_pageSize = 4096;
    qsizetype m_usable = 4096;
    quint32 m_count = 0;
};

} // namespace livebelt
