// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/SqliteWriter.h"

#include "model/formats/RecordParts.h"

#include <QDir>
#include <charconv>
#include <sqlite3.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Part = CsvColumn::Part;
constexpr int recordsInTransaction = 10'000;
constexpr qsizetype pieceSize = 256 * 1024;

QByteArray quoted(QByteArray name)
{
    return '"' + name.replace('"', "\"\"").replace('\0', ' ') + '"';
}

QByteArray typeOf(Part part, bool timesAreNumbers)
{
    switch (part) {
    case Part::Seq:
    case Part::Continues:
        return " INTEGER";
    case Part::Value:
        return " REAL";
    case Part::Raw:
        return " BLOB";
    case Part::Received:
    case Part::Time:
        return timesAreNumbers ? " NUMERIC" : " TEXT";
    case Part::Field: // as each of them is
        return {};
    default:
        return " TEXT";
    }
}

} // namespace

SqliteWriter::SqliteWriter(CsvColumns columns, const TimeStyle &times, const QString &scratch)
    : m_fields(columns.empty() ? csvColumnsWithJson() : std::move(columns))
    , m_times(times)
    , m_file((scratch.isEmpty() ? QDir::tempPath() : scratch) + u"/.livebelt-XXXXXX"_s)
    , m_bound(m_fields.columns().size())
{
}

SqliteWriter::~SqliteWriter() = default;

void SqliteWriter::check(int code)
{
    if (code == SQLITE_OK || code == SQLITE_DONE || !m_problem.isEmpty())
        return;
    m_problem = code == SQLITE_FULL
                    ? u"The disk of %1 is full: make room, or export to another one"_s.arg(QFileInfo(m_file).path())
                    : u"The database cannot be made in %1: %2"_s.arg(QFileInfo(m_file).path(),
                                                                     QString::fromUtf8(sqlite3_errstr(code)));
}

void SqliteWriter::begin(TextBuilder &)
{
    if (!m_file.open()) {
        m_problem = u"The database cannot be made: %1"_s.arg(m_file.errorString());
        return;
    }
    check(m_database.open(QFile::encodeName(m_file.fileName()), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    QByteArray create = "CREATE TABLE records (", insert = "INSERT INTO records VALUES (";
    for (const CsvColumn &column : m_fields.columns()) {
        create += quoted(column.name()) + typeOf(column.part, m_times.isNumber()) + ',';
        insert += "?,";
    }
    create.back() = insert.back() = ')';
    // The file is thrown away where anything goes wrong: it needs no journal.
    check(m_database.run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"));
    check(m_database.run(create.constData()));
    if (m_problem.isEmpty())
        check(m_database.prepare(m_insert, insert.constData()));
}

void SqliteWriter::bindTime(int at, qint64 micros)
{
    TextBuilder text;
    m_times.append(text, micros);
    QByteArray &kept = m_bound[size_t(at) - 1] = text.copy();
    m_insert.bindText(at, kept); // of a column that is NUMERIC it becomes a number
}

void SqliteWriter::bindPart(int at, Part part, QByteArrayView feedName, const Record &record)
{
    QByteArray &kept = m_bound[size_t(at) - 1];
    switch (part) {
    case Part::Feed:
        return m_insert.bindText(at, feedName);
    case Part::Seq:
        return record.seq > 0 ? m_insert.bind(at, record.seq) : m_insert.bindNull(at);
    case Part::Received:
        return bindTime(at, record.received);
    case Part::Time:
        return bindTime(at, record.time);
    case Part::Kind:
        kept = kindName(record.kind);
        return m_insert.bindText(at, kept);
    case Part::Level:
        return m_insert.bindText(at, record.level == Level::None ? QByteArrayView() : levelName(record.level));
    case Part::Subject:
        return m_insert.bindText(at, record.subject);
    case Part::Text:
        return m_insert.bindText(at, record.text);
    case Part::Value:
        return record.hasValue() ? m_insert.bind(at, record.value) : m_insert.bindNull(at);
    case Part::Unit:
        return m_insert.bindText(at, record.unit);
    case Part::Fields:
        return m_insert.bindText(at, record.fields);
    case Part::More:
        return m_insert.bindText(at, m_fields.more());
    case Part::Raw:
        return m_insert.bindBlob(at, record.raw);
    case Part::Ending:
        return m_insert.bindText(at, endingName(record.end));
    case Part::Continues:
        return record.continues ? m_insert.bind(at, qint64(1)) : m_insert.bindNull(at);
    case Part::Field:
        break;
    }
}

void SqliteWriter::bindField(int at, const ColumnFields::Cell &cell)
{
    if (!cell.isThere || (!cell.isText && cell.value == "null"))
        return m_insert.bindNull(at);
    if (!cell.isText && (cell.value == "true" || cell.value == "false"))
        return m_insert.bind(at, qint64(cell.value == "true"));
    if (cell.isText && cell.value.isEmpty())
        return m_insert.bindEmptyText(at);
    if (!cell.isText && !beginsAsJson(cell.value)) {
        qint64 whole = 0;
        double real = 0;
        const auto asWhole = std::from_chars(cell.value.begin(), cell.value.end(), whole);
        if (asWhole.ec == std::errc() && asWhole.ptr == cell.value.end())
            return m_insert.bind(at, whole);
        const auto asReal = std::from_chars(cell.value.begin(), cell.value.end(), real);
        if (asReal.ec == std::errc() && asReal.ptr == cell.value.end() && shortestNumber(real) == cell.value)
            return m_insert.bind(at, real);
    }
    m_insert.bindText(at, cell.value);
}

void SqliteWriter::write(TextBuilder &, QByteArrayView feedName, const Record &record)
{
    if (!m_problem.isEmpty())
        return;
    if (m_inTransaction == 0)
        check(m_database.run("BEGIN"));
    m_fields.read(record.fields);
    const CsvColumns &columns = m_fields.columns();
    for (size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].part == Part::Field)
            bindField(int(i) + 1, m_fields.at(i));
        else
            bindPart(int(i) + 1, columns[i].part, feedName, record);
    }
    check(m_insert.run());
    if (++m_inTransaction == recordsInTransaction) {
        m_inTransaction = 0;
        check(m_database.run("COMMIT"));
        m_waiting = m_file.size();
    }
}

bool SqliteWriter::end(TextBuilder &out)
{
    if (!std::exchange(m_isReading, true)) {
        if (m_inTransaction > 0)
            check(m_database.run("COMMIT"));
        m_insert = {};
        m_database.close();
    }
    if (!m_problem.isEmpty())
        return false;
    const qint64 got = m_file.read(out.extend(pieceSize), pieceSize);
    out.shorten(pieceSize - std::max<qint64>(got, 0));
    if (got < 0)
        m_problem = u"The database cannot be read back: %1"_s.arg(m_file.errorString());
    m_waiting = std::max<qint64>(0, m_file.size() - m_file.pos());
    return got > 0;
}

} // namespace livebelt
