// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/SqliteReader.h"

#include "model/capture/CaptureSchema.h"
#include "model/capture/Sqlite.h"
#include "model/formats/JsonCheck.h"
#include "model/formats/RecordParts.h"
#include "model/records/FieldScanner.h"
#include "model/records/Fields.h"

#include <sqlite3.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Part = CsvColumn::Part;

Failure unreadable(const QString &path, int code)
{
    return Failure{u"%1 cannot be read: %2"_s.arg(path, QString::fromUtf8(sqlite3_errstr(code)))};
}

Result<void> checkTable(SqliteConnection &database, const QString &path)
{
    int code = SQLITE_OK;
    if (database.first("PRAGMA application_id", code).toInt() == captureApplicationId)
        return Failure{u"%1 is a capture already: open it, or export it"_s.arg(path)};
    if (code != SQLITE_ROW)
        return unreadable(path, code);
    const QByteArray sql = database.first("SELECT sql FROM sqlite_schema WHERE name='records' AND type='table'", code);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return unreadable(path, code);
    if (!sql.trimmed().toUpper().startsWith("CREATE TABLE"))
        return Failure{u"%1 has no table “records”: only what Livebelt has exported can be imported"_s.arg(path)};
    return {};
}

void addField(FieldsBuilder &fields, const QByteArray &name, const Statement &row, int column)
{
    if (row.isNull(column))
        return;
    if (row.isInteger(column))
        fields.add(name, row.number(column));
    else if (row.isReal(column))
        fields.addNumber(name, shortestNumber(row.real(column)));
    else
        fields.addText(name, row.bytes(column));
}

Result<void> setColumn(Record &record, Part part, const Statement &row, int column, const TimeStyle &times)
{
    if (row.isNull(column))
        return {};
    if (part == Part::Raw) {
        record.raw = row.bytes(column);
        return {};
    }
    if (part == Part::Value && (row.isReal(column) || row.isInteger(column))) {
        record.value = row.real(column);
        return {};
    }
    if (row.isReal(column))
        return setPart(record, part, QByteArray::number(row.real(column), 'f', 6), times);
    return setPart(record, part, row.bytes(column), times);
}

} // namespace

Result<void> readSqlite(const QString &path, const TimeStyle &times, const RecordReader::Visit &visit)
{
    SqliteConnection database;
    if (const int code = database.openImmutable(path); code != SQLITE_OK)
        return unreadable(path, code);
    database.distrust();
    if (const auto checked = checkTable(database, path); !checked)
        return checked;
    Statement row;
    if (const int code = database.prepare(row, "SELECT * FROM records"); code != SQLITE_OK)
        return unreadable(path, code);
    CsvColumns columns;
    for (int i = 0; i < row.columns(); ++i)
        columns.push_back(CsvColumn::of(validUtf8(row.name(i))));
    int code = SQLITE_ROW;
    for (quint64 number = 1; (code = row.step()) == SQLITE_ROW; ++number) {
        Record record;
        QByteArray feed;
        FieldsBuilder fields;
        bool hasKind = false;
        for (int i = 0; i < int(columns.size()); ++i) {
            const Part part = columns[size_t(i)].part;
            hasKind = hasKind || (part == Part::Kind && !row.isNull(i));
            Result<void> set;
            if (part == Part::Feed)
                feed = validUtf8(row.bytes(i));
            else if (part == Part::Field)
                addField(fields, columns[size_t(i)].field, row, i);
            else if (part == Part::More || part == Part::Fields)
                set = setColumn(record, Part::Fields, row, i, times);
            else
                set = setColumn(record, part, row, i, times);
            if (!set)
                return Failure{u"Row %1 cannot be read: %2"_s.arg(number).arg(set.error())};
        }
        if (!fields.isEmpty()) {
            FieldScanner others(record.fields);
            while (others.next())
                others.isString() ? fields.addText(others.name(), others.value())
                                  : fields.addJson(others.name(), others.plainValue());
            record.fields = fields.take();
        }
        if (!hasKind && record.text.isEmpty())
            record.kind = record.hasValue() ? RecordKind::Measurement : RecordKind::Row;
        if (const auto visited = visit(feed, std::move(record)); !visited)
            return visited;
    }
    return code == SQLITE_DONE ? Result<void>() : unreadable(path, code);
}

} // namespace livebelt
