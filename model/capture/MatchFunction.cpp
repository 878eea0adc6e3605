// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/MatchFunction.h"

#include "model/capture/RecordRows.h"
#include "model/capture/StoredFields.h"

#include <sqlite3.h>

namespace livebelt {

namespace {

QByteArrayView viewOf(sqlite3_value *value)
{
    const void *bytes = sqlite3_value_blob(value);
    return bytes ? QByteArrayView(static_cast<const char *>(bytes), sqlite3_value_bytes(value)) : QByteArrayView();
}

/// Without a copy: it lasts as long as the call.
QByteArray textOf(sqlite3_value *value)
{
    const QByteArrayView view = viewOf(value);
    return QByteArray::fromRawData(view.data(), view.size());
}

bool isNull(sqlite3_value *value)
{
    return sqlite3_value_type(value) == SQLITE_NULL;
}

bool isNumber(sqlite3_value *value)
{
    return sqlite3_value_type(value) == SQLITE_INTEGER;
}

/// A call has the number first, and then those of these columns that the filter needs, in this order: fields go on
/// from what stands before them.
struct Argument
{
    FilterNeeds needs;
    const char *column;
    void (*put)(Record &record, sqlite3_value *value);
};

constexpr Argument arguments[] = {
    {FilterNeed::Text | FilterNeed::Fields, "text",
     [](Record &record, sqlite3_value *value) { record.text = textOf(value); }},
    {FilterNeed::Subject, "subject", [](Record &record, sqlite3_value *value) { record.subject = textOf(value); }},
    {FilterNeed::Raw | FilterNeed::Fields, "raw",
     [](Record &record, sqlite3_value *value) { record.raw = textOf(value); }},
    {FilterNeed::Fields, "fields",
     [](Record &record, sqlite3_value *value) {
         const QByteArrayView stored = viewOf(value);
         record.fields = stored.startsWith('{')
                             ? textOf(value)
                             : wholeFieldsOf(stored, sqlite3_value_type(value) == SQLITE_BLOB, record);
     }},
    {FilterNeed::Unit, "unit", [](Record &record, sqlite3_value *value) { record.unit = textOf(value); }},
    {FilterNeed::Value, "value",
     [](Record &record, sqlite3_value *value) {
         record.value = isNull(value) ? std::numeric_limits<double>::quiet_NaN() : sqlite3_value_double(value);
     }},
    {FilterNeed::Level, "level",
     [](Record &record, sqlite3_value *value) {
         record.level =
             isNumber(value) ? levelOf(sqlite3_value_int64(value)) : levelFromName(viewOf(value)).value_or(Level::None);
     }},
    {FilterNeed::Kind, "kind",
     [](Record &record, sqlite3_value *value) {
         record.kind = isNumber(value) ? kindOf(sqlite3_value_int64(value))
                                       : kindFromName(viewOf(value)).value_or(RecordKind::Event);
     }},
    {FilterNeed::Time, "time",
     [](Record &record, sqlite3_value *value) { record.time = isNull(value) ? noTime : sqlite3_value_int64(value); }},
    {FilterNeed::Received, "received",
     [](Record &record, sqlite3_value *value) { record.received = sqlite3_value_int64(value); }},
};

} // namespace

QByteArray MatchFunction::call(FilterNeeds needs, int version)
{
    const RecordTable table(version);
    QByteArray sql = "livebelt_matches(" + table.seq();
    for (const Argument &argument : arguments) {
        if (needs & argument.needs)
            sql += QByteArray(", ") +
                   (argument.needs == FilterNeed::Level && !table.hasLevels() ? "NULL" : argument.column);
    }
    return sql + ')';
}

struct MatchFunction::Call
{
    static void answer(sqlite3_context *context, int count, sqlite3_value **values)
    {
        const MatchFunction &self = *static_cast<const MatchFunction *>(sqlite3_user_data(context));
        if (self.m_question->isAborted())
            return sqlite3_result_error_code(context, SQLITE_INTERRUPT);
        Record record;
        record.seq = quint64(sqlite3_value_int64(values[0]));
        int at = 1;
        for (const Argument &argument : arguments) {
            if ((self.m_needs & argument.needs) && at < count)
                argument.put(record, values[at++]);
        }
        sqlite3_result_int(context, self.m_question->filter.matches(record, self.m_question->feedName));
    }
};

int MatchFunction::prepare(SqliteConnection &database)
{
    return sqlite3_create_function_v2(database.handle(), "livebelt_matches", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, this,
                                      Call::answer, nullptr, nullptr, nullptr);
}

void MatchFunction::ask(const RecordQuestion &question, FilterNeeds needs)
{
    m_question = &question;
    m_needs = needs;
}

} // namespace livebelt
