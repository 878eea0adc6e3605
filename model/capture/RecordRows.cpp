// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/RecordRows.h"

#include "model/capture/StoredFields.h"
#include "model/records/Timestamp.h"

#include <algorithm>
#include <array>
#include <sqlite3.h>

namespace livebelt {

namespace {

constexpr int columns = 13;
constexpr std::array<QByteArrayView, 5> endings{"", "crlf", "cr", "raw", "none"}; // of ItemEnd

QByteArray insertStatement(size_t rows)
{
    const QByteArray row = "(" + QByteArray("?,").repeated(columns - 1) + "?)";
    // FAIL: what goes wrong is undone with the whole transaction, so SQLite need not be able to undo the statement
    // alone.
    return "INSERT OR FAIL INTO records (feed, seq, received, time, kind, subject, text, value, unit, fields, "
           "raw, level, ending) "
           "VALUES " +
           (row + ',').repeated(qsizetype(rows) - 1) + row;
}

void bindRecord(Statement &statement, int first, qint64 feed, const Record &record)
{
    static constexpr std::array<QByteArrayView, 5> kinds{"message", "measurement", "event", "row", "notice"};
    statement.bind(first, feed);
    statement.bind(first + 1, record.seq);
    statement.bind(first + 2, record.received == noTime ? nowMicros() : record.received);
    record.time == noTime ? statement.bindNull(first + 3) : statement.bind(first + 3, record.time);
    statement.bindText(first + 4, kinds.at(size_t(record.kind))); // as kindName() says, without its copy
    statement.bindText(first + 5, record.subject);
    statement.bindText(first + 6, record.text);
    record.hasValue() ? statement.bind(first + 7, record.value) : statement.bindNull(first + 7);
    statement.bindText(first + 8, record.unit);
    bindFields(statement, first + 9, record);
    statement.bindBlob(first + 10, record.raw);
    statement.bindText(first + 11, levelName(record.level));
    const QByteArrayView ending = endings.at(size_t(record.end));
    if (record.continues)
        statement.bindText(first + 12, '+' + ending.toByteArray());
    else
        statement.bindText(first + 12, ending);
}

} // namespace

int RecordInsert::prepare(SqliteConnection &database)
{
    const int code = database.prepare(m_one, insertStatement(1).constData());
    return code == SQLITE_OK ? database.prepare(m_many, insertStatement(rowsAtOnce).constData()) : code;
}

int RecordInsert::run(qint64 feed, std::span<const Record> records)
{
    int code = SQLITE_DONE;
    while (!records.empty() && code == SQLITE_DONE) {
        const size_t rows = records.size() >= rowsAtOnce ? rowsAtOnce : 1;
        code = insert(rows == 1 ? m_one : m_many, feed, records.first(rows));
        records = records.subspan(rows);
    }
    return code;
}

int RecordInsert::insert(Statement &statement, qint64 feed, std::span<const Record> records)
{
    for (size_t i = 0; i < records.size(); ++i)
        bindRecord(statement, int(i) * columns + 1, feed, records[i]);
    return statement.run();
}

QByteArray selectRecord(int version)
{
    return "SELECT seq, received, time, kind, subject, text, value, unit, fields, raw, " +
           QByteArray(version < 2 ? "NULL, NULL" : "level, ending") + " FROM records ";
}

void viewRecord(const Statement &row, Record &record)
{
    const auto text = [&row](int column) {
        const QByteArrayView view = row.view(column);
        return QByteArray::fromRawData(view.data(), view.size());
    };
    record.seq = quint64(row.number(0));
    record.received = row.number(1);
    record.time = row.isNull(2) ? noTime : row.number(2);
    record.kind = kindFromName(row.view(3)).value_or(RecordKind::Event);
    record.subject = text(4);
    record.text = text(5);
    record.value = row.isNull(6) ? std::numeric_limits<double>::quiet_NaN() : row.real(6);
    record.unit = text(7);
    record.raw = text(9);
    record.fields = row.view(8).startsWith('{') ? text(8) : readFields(row, 8, record);
    record.level = levelFromName(row.view(10)).value_or(Level::None);
    QByteArrayView ending = row.view(11);
    record.continues = ending.startsWith('+');
    if (record.continues)
        ending = ending.sliced(1);
    const auto end = std::find(endings.begin(), endings.end(), ending);
    record.end = end == endings.end() ? ItemEnd::LineFeed : ItemEnd(end - endings.begin());
}

Record ownRecord(const Record &record)
{
    Record owner = record;
    for (QByteArray *text : {&owner.subject, &owner.text, &owner.unit, &owner.fields, &owner.raw})
        *text = text->isEmpty() ? QByteArray() : QByteArray(text->constData(), text->size());
    return owner;
}

Record readRecord(const Statement &row)
{
    Record record;
    viewRecord(row, record);
    return ownRecord(record);
}

} // namespace livebelt
