// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureSchema.h"

#include "model/capture/RecordTable.h"
#include "model/capture/Sqlite.h"
#include "model/capture/StoredFields.h"
#include "model/records/Timestamp.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <sqlite3.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

// A person with the plain sqlite3 program reads this with .schema, comments and all.
constexpr const char *schema = R"(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

CREATE TABLE feeds (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT NOT NULL UNIQUE,         -- the URL it comes from
  kind TEXT NOT NULL,                   -- irc, mqtt, system, ...
  created INTEGER NOT NULL,             -- microseconds since 1970-01-01 UTC, like every time here
  received INTEGER NOT NULL DEFAULT 0,  -- = stored + quarantined + dropped
  stored INTEGER NOT NULL DEFAULT 0,    -- records that are no notice
  quarantined INTEGER NOT NULL DEFAULT 0,
  dropped INTEGER NOT NULL DEFAULT 0,
  gaps INTEGER NOT NULL DEFAULT 0,      -- connections lost
  durable INTEGER NOT NULL DEFAULT 0,   -- records up to this seq survive a power cut
  earlier INTEGER NOT NULL DEFAULT 0    -- the newest seq in captures before this one, whose numbers it goes on with
);

CREATE TABLE records (
  id INTEGER PRIMARY KEY,               -- feed << 40 | seq
  received INTEGER NOT NULL,            -- when it arrived
  time INTEGER,                         -- when the source says it happened
  kind INTEGER NOT NULL,                -- 0 message, 1 measurement, 2 event, 3 row, 4 notice
  subject TEXT,                         -- author, topic, sensor; of a notice its type
  text TEXT,
  value REAL,
  unit TEXT,
  fields TEXT,                          -- a JSON object: what was read in it; where the text, or raw, is one with which it
                                        -- begins, only the rest from the last brace on: as a blob behind raw
  raw BLOB,                             -- the bytes as they came, where the text is not exactly these
  level INTEGER,                        -- 1 trace, 2 debug, 3 info, 4 warn, 5 error, 6 fatal
  ending INTEGER,                       -- of an item of a stream that no line feed ends: 1 crlf, 2 cr, 3 raw has it,
                                        -- 4 none; and 8 where it goes on with the line of the record before it
  feed INTEGER AS (id >> 40),           -- feeds.id
  seq INTEGER AS (id & 1099511627775)   -- 1, 2, 3, ... in its feed, from feeds.earlier + 1 on
);
)";

QByteArray view(int version)
{
    const bool isNumbers = RecordTable(version).isComposite();
    const char *const words = isNumbers ? R"(
    CASE records.kind WHEN 0 THEN 'message' WHEN 1 THEN 'measurement' WHEN 2 THEN 'event' WHEN 3 THEN 'row'
      WHEN 4 THEN 'notice' END AS kind,
    CASE level WHEN 1 THEN 'trace' WHEN 2 THEN 'debug' WHEN 3 THEN 'info' WHEN 4 THEN 'warn' WHEN 5 THEN 'error'
      WHEN 6 THEN 'fatal' END AS level,)"
                                        : " records.kind AS kind, level,";
    return QByteArray(R"(
CREATE VIEW readable AS
  SELECT feeds.name AS feed, seq,
    strftime('%Y-%m-%dT%H:%M:%S', records.received / 1000000, 'unixepoch')
      || printf('.%06dZ', records.received % 1000000) AS received,
    CASE WHEN time IS NOT NULL THEN strftime('%Y-%m-%dT%H:%M:%S', time / 1000000, 'unixepoch')
      || printf('.%06dZ', time % 1000000) END AS time,)") +
           words + R"( subject, text, value, unit,
    )" + wholeFields +
           R"( AS fields, raw
  FROM records JOIN feeds ON feeds.id = records.feed
  ORDER BY )" +
           (isNumbers ? "records.received, records.id;\n" : "records.id;\n");
}

// From version 1. What is read in its files is what this version has; so old rows stay as they are.
constexpr const char *fromVersion1 = R"(
BEGIN IMMEDIATE;
ALTER TABLE records ADD COLUMN level TEXT;
ALTER TABLE records ADD COLUMN ending TEXT;
DROP VIEW readable;
PRAGMA user_version = 2;
)";

/// What a table has to have.
struct Wanted
{
    const char *table;
    const char *columns; ///< as a list of SQL
    int count;
};
constexpr Wanted wanted[] = {
    {"feeds", "'id','name','address','kind','created','received','stored','quarantined','dropped','gaps','durable'",
     11},
    {"records", "'id','feed','seq','received','time','kind','subject','text','value','unit','fields','raw'", 12},
};

/// Columns that are computed from others, which we do not read.
QByteArray computed(RecordTable table)
{
    return table.isComposite() ? "AND name NOT IN ('feed', 'seq')" : "";
}

/// As a part of a sentence; empty where all is well, or code says why that is not known.
QString whatIsOdd(SqliteConnection &database, RecordTable records, int &code)
{
    const auto count = [&](const QByteArray &sql) { return database.first(sql.constData(), code).toInt(); };
    if (count("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'") > 0)
        return u"it has triggers"_s;
    for (const Wanted &table : wanted) {
        const QByteArray name = table.table;
        if (code != SQLITE_ROW)
            return {};
        const int real =
            count("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = '" + name + "'");
        if (code == SQLITE_ROW && real == 0)
            return u"“%1” is no table of its own"_s.arg(QString::fromLatin1(name));
        if (code == SQLITE_ROW &&
            count("SELECT count(*) FROM pragma_table_xinfo('" + name + "') WHERE hidden != 0 " + computed(records)) > 0)
            return u"“%1” has columns that are computed"_s.arg(QString::fromLatin1(name));
        if (code == SQLITE_ROW && count("SELECT count(*) FROM pragma_table_xinfo('" + name + "') WHERE name IN (" +
                                        table.columns + ")") != table.count)
            return u"“%1” has not got its columns"_s.arg(QString::fromLatin1(name));
    }
    if (code == SQLITE_ROW &&
        count("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'resume' AND rootpage = 0") +
                count("SELECT count(*) FROM sqlite_schema WHERE type = 'view' AND name = 'resume'") >
            0)
        return u"“resume” is no table of its own"_s;
    const int indexed = code == SQLITE_ROW && !records.isComposite()
                            ? count("SELECT count(*) FROM pragma_index_list('records') AS list WHERE list.\"unique\" "
                                    "AND NOT list.partial AND "
                                    "(SELECT group_concat(name) FROM pragma_index_info(list.name)) = 'feed,seq'")
                            : 1;
    return code == SQLITE_ROW && indexed == 0 ? u"its records have no index"_s : QString();
}

} // namespace

Result<int> checkSchema(SqliteConnection &database, const QString &path, CaptureUse use)
{
    int code = SQLITE_OK;
    const int id = database.first("PRAGMA application_id", code).toInt();
    if (code != SQLITE_ROW)
        return captureFailure(code, path, use);
    const int version = database.first("PRAGMA user_version", code).toInt();
    if (code != SQLITE_ROW)
        return captureFailure(code, path, use);
    const bool anything = database.first("SELECT count(*) FROM sqlite_schema", code).toLongLong() > 0;
    if (code != SQLITE_ROW)
        return captureFailure(code, path, use);
    if (id == 0 && version == 0 && !anything)
        return 0;
    if (id != captureApplicationId)
        return noCapture(path);
    if (version > captureVersion)
        return newerCapture(path, version);
    if (const QString odd = whatIsOdd(database, RecordTable(version), code); !odd.isEmpty())
        return oddCapture(path, odd);
    if (code != SQLITE_DONE && code != SQLITE_ROW)
        return captureFailure(code == SQLITE_ERROR ? SQLITE_CORRUPT : code, path, use);
    return version;
}

bool isBlank(const QString &path)
{
    SqliteConnection database;
    // A kill within the first transaction leaves a log that holds nothing yet.
    const bool hasLog = QFileInfo(path + u"-wal"_s).size() > 0;
    if ((hasLog ? database.open(QFile::encodeName(path), SQLITE_OPEN_READONLY) : database.openImmutable(path)) !=
        SQLITE_OK)
        return false;
    const auto version = checkSchema(database, path, CaptureUse::Reading);
    return version && *version == 0;
}

bool hasEarlier(SqliteConnection &database, int &code)
{
    return database.first("SELECT count(*) FROM pragma_table_info('feeds') WHERE name = 'earlier'", code).toInt() == 1;
}

static int createSchema(SqliteConnection &database)
{
    const QByteArray sql = QByteArray("BEGIN IMMEDIATE;") + schema + view(captureVersion) +
                           "INSERT INTO meta VALUES ('program', 'livebelt'),"
                           "('version', '" LIVEBELT_VERSION "'), ('created', '" +
                           toRfc3339(nowMicros()) +
                           "'); PRAGMA application_id = " + QByteArray::number(captureApplicationId) +
                           "; PRAGMA user_version = " + QByteArray::number(captureVersion) + "; COMMIT;";
    return database.run(sql.constData());
}

int versionAfterUpdate(int version)
{
    return version == 0 ? captureVersion : std::max(version, 2);
}

int updateSchema(SqliteConnection &database, int version)
{
    if (version == 0)
        return createSchema(database);
    int code = version == 1 ? database.run((QByteArray(fromVersion1) + view(2) + "COMMIT;").constData()) : SQLITE_OK;
    if (code == SQLITE_OK && !hasEarlier(database, code) && code == SQLITE_ROW)
        code = database.run("ALTER TABLE feeds ADD COLUMN earlier INTEGER NOT NULL DEFAULT 0");
    return code == SQLITE_ROW ? SQLITE_OK : code;
}

} // namespace livebelt
