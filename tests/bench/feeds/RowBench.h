// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace livebelt::bench {

/// Rows of a query beside the database's own client, one line of the table each.
void benchPostgres(int rows);
void benchMaria(int rows);
void benchSqlite(int rows);
void benchOdbc(int rows);

} // namespace livebelt::bench
