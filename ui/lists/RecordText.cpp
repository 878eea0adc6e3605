// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/RecordText.h"

#include "model/lists/Excerpt.h"
#include "model/lists/RecordModel.h"
#include "model/records/Timestamp.h"
#include "ui/lists/RowFields.h"
#include "ui/lists/WrittenValue.h"
#include "ui/theme/Format.h"
#include "ui/theme/VisibleText.h"

namespace livebelt {

namespace {

constexpr qsizetype spokenLetters = 300; ///< of fields

QString shown(const QByteArray &text, qsizetype bytes)
{
    return visibleText(QString::fromUtf8(cutUtf8(text, bytes)));
}

} // namespace

QString plainRow(const Record &record)
{
    QStringList parts;
    if (record.when() != noTime)
        parts += QString::fromUtf8(toRfc3339(record.when()));
    if (record.level != Level::None)
        parts += QString::fromLatin1(levelName(record.level));
    if (!record.subject.isEmpty())
        parts += shown(record.subject, record.subject.size());
    WrittenValue value;
    if (record.hasValue()) {
        value = writtenValue(record);
        parts += toString(value, record);
    }
    if (!record.text.isEmpty() && !value.isText)
        parts += shown(record.text, record.text.size());
    return parts.join(u'\t');
}

QStringList rowParts(const Record &record)
{
    QStringList parts;
    if (record.when() != noTime)
        parts += format::localTime(record.when());
    if (record.level != Level::None)
        parts += QString::fromLatin1(levelName(record.level));
    if (!record.subject.isEmpty())
        parts += shown(record.subject, RecordModel::displayBytes);
    WrittenValue value;
    if (record.hasValue()) {
        value = writtenValue(record);
        parts += toString(value, record);
    }
    if (!record.text.isEmpty() && !value.isText)
        parts += shown(record.text, RecordModel::displayBytes);
    RowFields fields;
    for (const RowField &field : fields.of(record, value.field, spokenLetters))
        parts += field.name + u' ' + field.value;
    return parts;
}

QString spokenRow(const Record &record)
{
    return rowParts(record).join(u", ");
}

} // namespace livebelt
