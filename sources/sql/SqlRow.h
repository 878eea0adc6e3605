// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <vector>

namespace livebelt {

/// What a column holds, as far as it matters for a record.
enum class SqlType : quint8 {
    Text,
    Number,  ///< its cells read as a number, or as NaN and Infinity
    Boolean, ///< its cells are "true" and "false"
    Time,    ///< a point in time, as SqlTime.h reads it
    Bytes    ///< anything but text
};

struct SqlColumn
{
    QByteArray name;
    SqlType type = SqlType::Text;
};

using SqlColumns = std::vector<SqlColumn>;

/// One value as text, or as bytes. It refers to memory of the SqlClient.
struct SqlCell
{
    QByteArrayView bytes;
    SqlType type = SqlType::Text; ///< the column's, except in SQLite, where every cell has one of its own
    bool isNull = true;
};

using SqlRow = std::vector<SqlCell>;

} // namespace livebelt
