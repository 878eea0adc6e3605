// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sql/SqlStatement.h"

namespace livebelt {

/// A piece of a statement. Comments and space are none.
struct SqlToken
{
    enum class Kind {
        Word,   ///< a key word, a bare name, a number
        Name,   ///< a quoted name
        String, ///< a quoted text
        Mark,   ///< the place of a value: ?, :name, $1
        Symbol  ///< any other character
    };
    Kind kind = Kind::Symbol;
    QByteArrayView text; ///< refers to the statement
};

/// What stands between double quotes in MySQL is a setting of the server (ANSI_QUOTES): a text, or a name.
enum class SqlQuotes : quint8 { AsUsual, AreNames };

/// The pieces, in order. Anything can be cut up, also what the database will refuse. A comment that MySQL executes
/// ("/*!") is a symbol of its own, and what is in it pieces as any others.
/// Quoting as in PostgreSQL 15 section 4.1, MariaDB "String Literals", SQLite "lang_keywords".
std::vector<SqlToken> sqlTokens(QByteArrayView statement, SqlDatabase database, SqlQuotes quotes = SqlQuotes::AsUsual);

} // namespace livebelt
