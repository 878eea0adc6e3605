// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/WrittenValue.h"

#include "model/records/FieldScanner.h"
#include "model/records/Fields.h"
#include "model/records/Quantity.h"
#include "ui/theme/Format.h"
#include "ui/theme/VisibleText.h"

namespace livebelt {

namespace {

constexpr qsizetype longestReading = 24;

bool beginsLikeNumber(QByteArrayView text)
{
    return !text.isEmpty() &&
           ((text[0] >= '0' && text[0] <= '9') || text[0] == '-' || text[0] == '+' || text[0] == '.');
}

/// "24.4 GB", "-3", "1,234 /s": a number and at most one word.
bool isReading(QByteArrayView text)
{
    return beginsLikeNumber(text) && text.size() <= longestReading && text.count(' ') <= 1;
}

} // namespace

WrittenValue writtenValue(const Record &record)
{
    FieldScanner fields(record.fields);
    while (fields.next()) {
        if (!fields.isPlainValue() || !beginsLikeNumber(fields.plainValue()))
            continue;
        const auto quantity = plainQuantity(fields.plainValue());
        if (quantity && quantity->value == record.value)
            return {fields.value(), fields.name(), false, !quantity->unit.isEmpty()};
    }
    if (isReading(record.text)) {
        const auto number = plainNumber(record.text);
        return {record.text, {}, true, !number};
    }
    return {shortestNumber(record.value), {}, false, false};
}

QString toString(const WrittenValue &value, const Record &record)
{
    const QString digits = visibleText(QString::fromUtf8(value.digits));
    const QString unit = value.hasUnit ? QString() : visibleText(format::unitName(record.unit));
    return unit.isEmpty() || unit.startsWith(u'/') ? digits + unit : digits + u' ' + unit;
}

bool repeatsValue(const Record &record, const WrittenValue &value)
{
    if (value.isText || record.text == value.digits)
        return true;
    const auto quantity = plainQuantity(record.text);
    return quantity && quantity->value == record.value;
}

} // namespace livebelt
