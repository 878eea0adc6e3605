// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/RecordText.h"

#include "model/lists/Excerpt.h"
#include "model/lists/RecordModel.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "ui/theme/Format.h"
#include "ui/theme/VisibleText.h"

#include <QStringList>

namespace livebelt {

namespace {

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
    if (!record.subject.isEmpty())
        parts += shown(record.subject, record.subject.size());
    if (record.hasValue()) {
        parts += QString::fromUtf8(shortestNumber(record.value));
        if (!record.unit.isEmpty())
            parts.back() += u' ' + shown(record.unit, record.unit.size());
    }
    if (!record.text.isEmpty())
        parts += shown(record.text, record.text.size());
    return parts.join(u'\t');
}

QString spokenRow(const Record &record)
{
    QStringList parts;
    if (record.when() != noTime)
        parts += format::localTime(record.when());
    if (!record.subject.isEmpty())
        parts += shown(record.subject, RecordModel::displayBytes);
    if (record.hasValue())
        parts += visibleText(format::value(record.value, record.unit));
    if (!record.text.isEmpty())
        parts += shown(record.text, RecordModel::displayBytes);
    return parts.join(u", ");
}

} // namespace livebelt
