// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/SeriesValues.h"

#include "model/records/FieldScanner.h"
#include "model/records/Quantity.h"
#include "model/records/UsualNames.h"

namespace livebelt {

namespace {

bool mayBeNumber(QByteArrayView text)
{
    if (text.isEmpty())
        return false;
    const char c = text.front();
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || text == "NaN" || text == "nan";
}

/// The number that a field's value is, with its unit; nullopt where it is none.
std::optional<Quantity> quantityOf(QByteArrayView text, bool isText)
{
    if (!mayBeNumber(text))
        return std::nullopt;
    if (isText && (text == "NaN" || text == "nan"))
        return Quantity{std::numeric_limits<double>::quiet_NaN(), {}};
    return plainQuantity(text);
}

bool isOfThePast(const Record &record)
{
    for (const QByteArrayView mark : {QByteArrayView("\"retain\":1"), QByteArrayView("\"history\":true")}) {
        if (record.fields.contains(mark))
            return true;
    }
    return false;
}

} // namespace

void forEachSeriesValue(const Record &record, const std::function<void(const SeriesValue &)> &visit)
{
    if (record.kind == RecordKind::Notice || (record.fields.isEmpty() && !record.hasValue()) || isOfThePast(record))
        return;
    bool isOwnSeen = !record.hasValue();
    FieldScanner scanner(record.fields);
    while (scanner.next()) {
        if (!scanner.isPlainValue())
            continue;
        const std::optional<Quantity> quantity = quantityOf(scanner.plainValue(), scanner.isString());
        if (!quantity)
            continue;
        const QByteArray name = scanner.name();
        const Role role = usualMeaning(name).role;
        const bool isLevel = role == Role::Level && record.level != Level::None; // else it may be one of water
        if (role == Role::Label || role == Role::Time || isLevel)
            continue;
        const bool isOwn = quantity->value == record.value;
        isOwnSeen |= isOwn;
        visit({name, quantity->value, quantity->unit.isEmpty() && isOwn ? record.unit : quantity->unit});
    }
    if (!isOwnSeen)
        visit({{}, record.value, record.unit});
}

} // namespace livebelt
