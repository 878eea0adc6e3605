// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/RecordQuestion.h"
#include "model/capture/Sqlite.h"

namespace livebelt {

/// A filter as a function of SQL, so that SQLite fetches of a row only the columns that the filter looks at, and the
/// others where it matches. Must outlive the connection; its thread.
class MatchFunction
{
public:
    MatchFunction() = default;
    Q_DISABLE_COPY_MOVE(MatchFunction)

    /// Makes the function known to a connection: to our own statements, not to what a file's schema says.
    int prepare(SqliteConnection &database);
    /// A call of it, for a filter that has these needs. version: of the capture.
    static QByteArray call(FilterNeeds needs, int version);
    /// What calls are about from now on: their filter has these needs. The question stays where it is until the next
    /// time.
    void ask(const RecordQuestion &question, FilterNeeds needs);

private:
    struct Call;

    const RecordQuestion *m_question = nullptr;
    FilterNeeds m_needs;
};

} // namespace livebelt
