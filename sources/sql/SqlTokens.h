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

/// The pieces, in order. Anything can be cut up, also what the database will refuse.
/// Quoting as in PostgreSQL 15 section 4.1, MariaDB "String Literals", SQLite "lang_keywords".
std::vector<SqlToken> sqlTokens(QByteArrayView statement, SqlDatabase database);

} // namespace livebelt
