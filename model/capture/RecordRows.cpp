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

void setEnding(Record &record, QByteArrayView ending)
{
    record.continues = ending.startsWith('+');
    if (record.continues)
        ending = ending.sliced(1);
    const auto end = std::find(endings.begin(), endings.end(), ending);
    record.end = end == endings.end() ? ItemEnd::LineFeed : ItemEnd(end - endings.begin());
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
    setEnding(record, row.view(11));
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

bool isRecord(std::span<const StoredValue> values)
{
    constexpr size_t fewest = 12, most = 14, subject = 6, value = 8;
    if (values.size() < fewest || values.size() > most || !std::holds_alternative<std::monostate>(values[0]))
        return false;
    const auto isNumber = [&](size_t column) { return std::holds_alternative<qint64>(values[column]); };
    const auto isNull = [&](size_t column) { return std::holds_alternative<std::monostate>(values[column]); };
    const auto *kind = std::get_if<QByteArray>(&values[5]);
    if (!isNumber(1) || !isNumber(2) || !isNumber(3) || !(isNumber(4) || isNull(4)) || !kind || !kindFromName(*kind))
        return false;
    for (size_t column = subject; column < values.size(); ++column) {
        const bool isText = std::holds_alternative<QByteArray>(values[column]);
        if (!isNull(column) && (column == value ? isText : !isText))
            return false;
    }
    return std::get<qint64>(values[1]) > 0 && std::get<qint64>(values[2]) > 0;
}

Record recordOf(std::span<const StoredValue> values, quint64 blobs)
{
    const auto number = [&](size_t column) { return std::get<qint64>(values[column]); };
    const auto bytes = [&](size_t column) {
        const auto *text = column < values.size() ? std::get_if<QByteArray>(&values[column]) : nullptr;
        return text ? *text : QByteArray();
    };
    Record record;
    record.seq = quint64(number(2));
    record.received = number(3);
    if (const auto *time = std::get_if<qint64>(&values[4]))
        record.time = *time;
    record.kind = kindFromName(bytes(5)).value_or(RecordKind::Event);
    record.subject = bytes(6);
    record.text = bytes(7);
    if (const auto *real = std::get_if<double>(&values[8]))
        record.value = *real;
    else if (const auto *whole = std::get_if<qint64>(&values[8])) // SQLite keeps 21.0 like that
        record.value = double(*whole);
    record.unit = bytes(9);
    record.raw = bytes(11);
    record.fields = wholeFieldsOf(bytes(10), (blobs >> 10) & 1U, record);
    record.level = levelFromName(bytes(12)).value_or(Level::None);
    setEnding(record, bytes(13));
    return record;
}

} // namespace livebelt
