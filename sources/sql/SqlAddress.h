// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "sources/sql/RowNames.h"
#include "sources/sql/SqlStatement.h"

#include <chrono>
#include <optional>

namespace livebelt {

/// What an address of the kinds postgresql, mysql, sqlite and odbc says:
///
///     postgresql://[user@][host][:port]/database?query=SELECT ...[&param=VALUE...]
///     mysql://...
///     sqlite:/path/file.db?query=...
///     odbc:DSN?query=...
///
/// and for all of them table= in place of query=, subject=, value=, time= (columns), after=COLUMN with since=VALUE and
/// every=1s (follow), for PostgreSQL listen=CHANNEL, and for servers tls=, ca=, cert=, key=, socket=, timeout=.
struct SqlAddress
{
    SqlDatabase database = SqlDatabase::Sqlite;
    QString host; ///< empty: the socket of this machine
    quint16 port = 0;
    QString socket; ///< the directory of PostgreSQL's, the file of MariaDB's; empty: where the library looks for it
    QString name;   ///< of the database, path of the file, DSN or connection string
    QString user;
    bool isEncrypted = false;                  ///< and the certificate verified
    std::chrono::milliseconds timeout{10'000}; ///< for connecting

    SqlStatement statement; ///< without text where it only listens
    RowNames names;
    QByteArray after;                   ///< column to follow; empty: the query runs once
    std::optional<SqlValue> since;      ///< rows greater than that only
    bool startsAtNewest = false;        ///< only rows that are not there yet
    std::chrono::milliseconds every{0}; ///< between two looks for new rows; 0: only when notified
    QList<QByteArray> channels;         ///< to listen to

    bool isFollowed() const { return !after.isEmpty() || !channels.isEmpty(); }
    QString where() const; ///< "host:port", "the database file.db", for people

    /// The path of the file, the DSN or the connection string in an address of those kinds.
    static QString fileOf(const FeedAddress &address);
    /// Fails with a sentence that says which part is wrong.
    static Result<SqlAddress> from(const FeedAddress &address);
};

} // namespace livebelt
