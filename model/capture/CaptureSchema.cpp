// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureSchema.h"

#include "model/capture/Sqlite.h"
#include "model/records/Timestamp.h"

#include <sqlite3.h>

namespace livebelt {

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
  durable INTEGER NOT NULL DEFAULT 0    -- records up to this seq survive a power cut
);

CREATE TABLE records (
  id INTEGER PRIMARY KEY,               -- in the order of arrival over all feeds
  feed INTEGER NOT NULL REFERENCES feeds (id),
  seq INTEGER NOT NULL,                 -- 1, 2, 3, ... in its feed
  received INTEGER NOT NULL,            -- when it arrived
  time INTEGER,                         -- when the source says it happened
  kind TEXT NOT NULL,                   -- message, measurement, event, row or notice
  subject TEXT,                         -- author, topic, sensor; of a notice its type
  text TEXT,
  value REAL,
  unit TEXT,
  fields TEXT,                          -- a JSON object
  raw BLOB                              -- the bytes as they came, where the text does not give them back
);
CREATE UNIQUE INDEX records_of_feed ON records (feed, seq);

CREATE VIEW readable AS
  SELECT feeds.name AS feed, seq,
    strftime('%Y-%m-%dT%H:%M:%S', records.received / 1000000, 'unixepoch')
      || printf('.%06dZ', records.received % 1000000) AS received,
    CASE WHEN time IS NOT NULL THEN strftime('%Y-%m-%dT%H:%M:%S', time / 1000000, 'unixepoch')
      || printf('.%06dZ', time % 1000000) END AS time,
    records.kind AS kind, subject, text, value, unit, fields, raw
  FROM records JOIN feeds ON feeds.id = records.feed
  ORDER BY records.id;
)";

} // namespace

Result<bool> checkSchema(SqliteConnection &database, const QString &path, CaptureUse use)
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
        return false;
    if (id != captureApplicationId)
        return noCapture(path);
    if (version > captureVersion)
        return newerCapture(path, version);
    return true;
}

int createSchema(SqliteConnection &database)
{
    const QByteArray sql = QByteArrayLiteral("BEGIN IMMEDIATE;") + schema +
                           "INSERT INTO meta VALUES ('program', 'livebelt'),"
                           "('version', '" LIVEBELT_VERSION "'), ('created', '" +
                           toRfc3339(nowMicros()) +
                           "'); PRAGMA application_id = " + QByteArray::number(captureApplicationId) +
                           "; PRAGMA user_version = " + QByteArray::number(captureVersion) + "; COMMIT;";
    return database.run(sql.constData());
}

} // namespace livebelt
