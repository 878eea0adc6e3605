// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArray>
#include <QStringList>
#include <vector>

namespace livebelt {

enum class SqlDatabase : quint8 { PostgreSql, MySql, Sqlite, Odbc };

/// A value for a place in a statement. Always handed to the server apart from the text.
struct SqlValue
{
    QByteArray text;
    bool isNumber = false; ///< compared as one, in a database that takes the type from the value
    friend bool operator==(const SqlValue &a, const SqlValue &b)
    {
        return a.text == b.text && a.isNumber == b.isNumber;
    }
};

/// One reading statement, with the values for its places in the order the database counts them: $1, $2, ... in
/// PostgreSQL, and one for each ? elsewhere.
struct SqlStatement
{
    QByteArray text; ///< UTF-8, without a semicolon at its end
    std::vector<SqlValue> values;
    QByteArray table; ///< the first one that it reads from, as it is written there, or nothing

    /// query may have places: ?, or :name, or (PostgreSQL) $1. Each parameter is the value of one of them, in order,
    /// or, where they have names, "name=value". In PostgreSQL a ? stays the operator it may be unless there are
    /// parameters. Fails with a sentence where the two do not fit, or where it is more than one statement, or no
    /// reading one.
    static Result<SqlStatement> from(const QString &query, const QStringList &parameters, SqlDatabase database);

    enum class Last : quint8 { Left, Taken };
    /// The same rows, those only whose column is greater than last (all, where that is null), and with Taken also those
    /// where it is equal, in the order of that column. quotedColumn is written as the database wants it, as is mark,
    /// the place of one more value.
    SqlStatement following(const QByteArray &quotedColumn, const SqlValue *last, const QByteArray &mark,
                           Last lastIs = Last::Left) const;
    /// One row: the greatest value of that column.
    SqlStatement newest(const QByteArray &quotedColumn) const;
};

/// A value as a person writes it: a number where it is one in its shortest form, so that "007" stays a text.
SqlValue sqlValue(const QString &text);

} // namespace livebelt
