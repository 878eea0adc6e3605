// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/StoredFields.h"

namespace livebelt {

namespace {

bool isObject(QByteArrayView json)
{
    return json.size() >= 2 && json.front() == '{' && json.back() == '}';
}

bool goesOn(QByteArrayView fields, QByteArrayView object)
{
    return isObject(object) && fields.size() >= object.size() &&
           (fields[object.size() - 1] == '}' || fields[object.size() - 1] == ',') &&
           fields.startsWith(object.chopped(1));
}

} // namespace

void bindFields(Statement &statement, int at, const Record &record)
{
    const QByteArrayView fields = record.fields;
    if (goesOn(fields, record.text))
        statement.bindText(at, fields.sliced(record.text.size() - 1));
    else if (goesOn(fields, record.raw))
        statement.bindBlob(at, fields.sliced(record.raw.size() - 1));
    else
        statement.bindText(at, fields);
}

QByteArray readFields(const Statement &row, int column, const Record &record)
{
    return wholeFieldsOf(row.view(column), row.isBlob(column), record);
}

QByteArray wholeFieldsOf(QByteArrayView stored, bool isBlob, const Record &record)
{
    if (stored.isEmpty() || stored.front() == '{')
        return stored.toByteArray();
    const QByteArray &object = isBlob ? record.raw : record.text;
    if (!isObject(object) || stored.back() != '}')
        return {};
    return stored.size() == 1 ? object : QByteArray(object.chopped(1)).append(stored);
}

} // namespace livebelt
