// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/RecordRows.h"

#include "model/capture/StoredFields.h"
#include "model/records/Timestamp.h"

#include <algorithm>
#include <array>
#include <sqlite3.h>

namespace livebelt {

namespace {

constexpr std::array<QByteArrayView, 5> endings{"", "crlf", "cr", "raw", "none"}; // of ItemEnd
constexpr qint64 continuing = 8;                                                  ///< added to the number of an ItemEnd

constexpr const char *common = "received, time, subject, text, value, unit, fields, raw, kind, level, ending) VALUES ";
constexpr int commonColumns = 11;

int columnsOf(RecordTable table)
{
    return commonColumns + (table.isComposite() ? 1 : 2);
}

QByteArray insertStatement(RecordTable table, size_t rows)
{
    const QByteArray row = "(" + QByteArray("?,").repeated(columnsOf(table) - 1) + "?)";
    // FAIL: what goes wrong is undone with the whole transaction, so SQLite need not be able to undo the statement
    // alone.
    return QByteArray("INSERT OR FAIL INTO records (") + (table.isComposite() ? "id, " : "feed, seq, ") + common +
           (row + ',').repeated(qsizetype(rows) - 1) + row;
}

/// Of kind, level and ending, from that parameter on.
void bindWords(Statement &statement, int first, const Record &record)
{
    static constexpr std::array<QByteArrayView, 5> kinds{"message", "measurement", "event", "row", "notice"};
    statement.bindText(first, kinds.at(size_t(record.kind))); // as kindName() says, without its copy
    statement.bindText(first + 1, levelName(record.level));
    const QByteArrayView ending = endings.at(size_t(record.end));
    if (record.continues)
        statement.bindText(first + 2, '+' + ending.toByteArray());
    else
        statement.bindText(first + 2, ending);
}

void bindNumbers(Statement &statement, int first, const Record &record)
{
    statement.bind(first, qint64(record.kind));
    const auto unlessUsual = [&](int at, qint64 number) {
        number == 0 ? statement.bindNull(at) : statement.bind(at, number);
    };
    unlessUsual(first + 1, qint64(record.level));
    unlessUsual(first + 2, qint64(record.end) + (record.continues ? continuing : 0));
}

void bindRecord(Statement &statement, int first, RecordTable table, qint64 feed, const Record &record)
{
    if (table.isComposite()) {
        statement.bind(first++, RecordTable::idOf(feed, record.seq));
    } else {
        statement.bind(first++, feed);
        statement.bind(first++, record.seq);
    }
    statement.bind(first, record.received == noTime ? nowMicros() : record.received);
    record.time == noTime ? statement.bindNull(first + 1) : statement.bind(first + 1, record.time);
    statement.bindText(first + 2, record.subject);
    statement.bindText(first + 3, record.text);
    record.hasValue() ? statement.bind(first + 4, record.value) : statement.bindNull(first + 4);
    statement.bindText(first + 5, record.unit);
    bindFields(statement, first + 6, record);
    statement.bindBlob(first + 7, record.raw);
    table.isComposite() ? bindNumbers(statement, first + 8, record) : bindWords(statement, first + 8, record);
}

} // namespace

int RecordInsert::prepare(SqliteConnection &database, int version)
{
    m_table = RecordTable(version);
    const int code = database.prepare(m_one, insertStatement(m_table, 1).constData());
    return code == SQLITE_OK ? database.prepare(m_many, insertStatement(m_table, rowsAtOnce).constData()) : code;
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

int RecordInsert::insert(Statement &statement, qint64 feed, std::span<const Record> records) const
{
    const int columns = columnsOf(m_table);
    for (size_t i = 0; i < records.size(); ++i)
        bindRecord(statement, int(i) * columns + 1, m_table, feed, records[i]);
    return statement.run();
}

QByteArray selectRecord(int version)
{
    const RecordTable table(version);
    return "SELECT " + table.seq() + ", received, time, kind, subject, text, value, unit, fields, raw, " +
           (table.hasLevels() ? "level, ending" : "NULL, NULL") + " FROM records ";
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
    const bool isNumbers = row.isNumber(3);
    record.kind = isNumbers ? kindOf(row.number(3)) : kindFromName(row.view(3)).value_or(RecordKind::Event);
    record.subject = text(4);
    record.text = text(5);
    record.value = row.isNull(6) ? std::numeric_limits<double>::quiet_NaN() : row.real(6);
    record.unit = text(7);
    record.raw = text(9);
    record.fields = row.view(8).startsWith('{') ? text(8) : readFields(row, 8, record);
    record.level = isNumbers ? levelOf(row.number(10)) : levelFromName(row.view(10)).value_or(Level::None);
    isNumbers ? setEnding(record, row.number(11)) : setEnding(record, row.view(11));
}

void setEnding(Record &record, qint64 number)
{
    record.continues = (number & continuing) != 0;
    number &= ~continuing;
    record.end = number >= 0 && number < qint64(endings.size()) ? ItemEnd(number) : ItemEnd::LineFeed;
}

void setEnding(Record &record, QByteArrayView ending)
{
    record.continues = ending.startsWith('+');
    if (record.continues)
        ending = ending.sliced(1);
    const auto end = std::find(endings.begin(), endings.end(), ending);
    record.end = end == endings.end() ? ItemEnd::LineFeed : ItemEnd(end - endings.begin());
}

RecordKind kindOf(qint64 number)
{
    return number >= 0 && number <= qint64(RecordKind::Notice) ? RecordKind(number) : RecordKind::Event;
}

Level levelOf(qint64 number)
{
    return number >= 0 && number <= qint64(Level::Fatal) ? Level(number) : Level::None;
}

Record ownRecord(const Record &record)
{
    Record owner = record;
    for (QByteArray *text : {&owner.subject, &owner.text, &owner.unit, &owner.fields, &owner.raw})
        *text = text->isEmpty() ? QByteArray() : QByteArray(text->constData(), text->size());
    if (record.fields.constData() == record.text.constData()) // the text is its own fields: one copy of it
        owner.fields = owner.text;
    else if (record.fields.constData() == record.raw.constData())
        owner.fields = owner.raw;
    return owner;
}

Record readRecord(const Statement &row)
{
    Record record;
    viewRecord(row, record);
    return ownRecord(record);
}

} // namespace livebelt
