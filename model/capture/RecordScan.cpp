// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/RecordScan.h"

#include "model/capture/RecordRows.h"

#include <sqlite3.h>

namespace livebelt {

int RecordScan::prepare(SqliteConnection &database, int version)
{
    m_database = &database;
    m_version = version;
    m_table = RecordTable(version);
    const int code = m_function.prepare(database);
    const QByteArray rowOf = "SELECT id FROM records WHERE " + m_table.within("?1", "?2", "?2");
    return code == SQLITE_OK ? database.prepare(m_rowOf, rowOf.constData()) : code;
}

void RecordScan::letGo()
{
    m_statements.clear();
    m_rowOf = {};
}

qint64 RecordScan::rowOf(qint64 feed, quint64 seq)
{
    StatementReset reset(m_rowOf);
    m_rowOf.bind(1, feed);
    m_rowOf.bind(2, seq);
    return m_rowOf.step() == SQLITE_ROW ? m_rowOf.number(0) : 0;
}

int RecordScan::begin(Statement *&statement, qint64 feed, quint64 firstSeq, quint64 lastSeq,
                      const RecordQuestion &question, Columns columns)
{
    lastSeq = std::min(lastSeq, RecordTable::mostSeq);
    // Where most of what lies between is of this feed, in the order of the table: that spares looking up each row.
    const bool isOrdered = m_table.isComposite();
    const qint64 first = isOrdered ? 0 : rowOf(feed, firstSeq), last = first == 0 ? 0 : rowOf(feed, lastSeq);
    const bool isDense = first > 0 && last >= first && quint64(last - first) < 2 * (lastSeq - firstSeq + 1);
    const FilterNeeds needs = question.filter.needs();
    const bool isAsked = !question.filter.isEmpty();
    const quint32 key = quint32(needs) << 3 | quint32(isAsked) << 2 | quint32(isDense) << 1 | quint32(columns);
    auto known = m_statements.find(key);
    if (known == m_statements.end()) {
        constexpr size_t mostKept = 32;
        if (m_statements.size() >= mostKept)
            m_statements.clear();
        const QByteArray sql =
            (columns == Columns::Seq ? "SELECT " + m_table.seq() + " FROM records " : selectRecord(m_version)) +
            (isDense ? "WHERE id BETWEEN ?2 AND ?3 AND +feed = ?1" : "WHERE " + m_table.within("?1", "?2", "?3")) +
            (isAsked ? " AND " + MatchFunction::call(needs, m_version) : QByteArray()) + " ORDER BY " +
            (isDense ? QByteArray("id") : m_table.order());
        Statement made;
        if (const int code = m_database->prepare(made, sql.constData()); code != SQLITE_OK)
            return code;
        known = m_statements.emplace(key, std::move(made)).first;
    }
    statement = &known->second;
    statement->bind(1, feed);
    statement->bind(2, isDense ? first : qint64(firstSeq));
    statement->bind(3, isDense ? last : qint64(lastSeq));
    m_function.ask(question, needs);
    return SQLITE_OK;
}

int RecordScan::scan(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                     const std::function<bool(const Record &)> &visit)
{
    Statement *statement = nullptr;
    int code = begin(statement, feed, firstSeq, lastSeq, question, Columns::All);
    if (code != SQLITE_OK)
        return code;
    StatementReset reset(*statement);
    Record record;
    while ((code = statement->step()) == SQLITE_ROW) {
        viewRecord(*statement, record);
        if (!visit(record))
            return SQLITE_DONE;
    }
    return code;
}

int RecordScan::find(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                     std::vector<quint64> &seqs)
{
    Statement *statement = nullptr;
    int code = begin(statement, feed, firstSeq, lastSeq, question, Columns::Seq);
    if (code != SQLITE_OK)
        return code;
    StatementReset reset(*statement);
    while ((code = statement->step()) == SQLITE_ROW)
        seqs.push_back(quint64(statement->number(0)));
    return code;
}

} // namespace livebelt
