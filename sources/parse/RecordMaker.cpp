// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/RecordMaker.h"

#include "model/records/Fields.h"
#include "sources/parse/Quantity.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr qsizetype longestUnit = 32;

QByteArray joined(const QByteArray &owner, QByteArrayView name)
{
    return validUtf8(owner.isEmpty() ? name.toByteArray() : QByteArray(owner).append('/').append(name));
}

} // namespace

RecordMaker::RecordMaker(const ParserOptions &options)
    : m_subject(options.subject.toUtf8())
    , m_time(options.time.toUtf8())
    , m_text(options.text.toUtf8())
    , m_unit(options.unit.toUtf8())
    , m_kind(options.kind)
{
    for (const QByteArray &name : options.value.toUtf8().split(',')) {
        if (!name.isEmpty())
            m_values.push_back(name);
    }
}

Meaning RecordMaker::meaning(QByteArrayView name) const
{
    if (std::find(m_values.begin(), m_values.end(), name) != m_values.end())
        return {Role::Value, 0};
    const auto chosen = [&](Role role) -> const QByteArray * {
        switch (role) {
        case Role::Subject:
            return &m_subject;
        case Role::Time:
            return &m_time;
        case Role::Text:
            return &m_text;
        case Role::Unit:
            return &m_unit;
        default:
            return nullptr;
        }
    };
    for (const Role role : {Role::Subject, Role::Time, Role::Text, Role::Unit}) {
        if (!chosen(role)->isEmpty() && name == *chosen(role))
            return {role, 0};
    }
    const Meaning usual = usualMeaning(name);
    const bool isChosenOtherwise =
        usual.role == Role::Value ? !m_values.empty() : chosen(usual.role) && !chosen(usual.role)->isEmpty();
    return isChosenOtherwise ? Meaning{} : usual;
}

NamedValue &RecordMaker::next(QByteArrayView name)
{
    if (m_count == m_cells.size())
        m_cells.emplace_back();
    NamedValue &cell = m_cells[m_count++];
    if (cell.known.isNull() || cell.known != name) {
        cell.known = QByteArray(name.data(), name.size()); // never null
        cell.meaning = meaning(name);
    }
    cell.name = name;
    cell.isUsed = false;
    return cell;
}

void RecordMaker::add(QByteArrayView name, QByteArrayView text, bool isTyped)
{
    NamedValue &cell = next(name);
    cell.text = text;
    cell.type = NamedValue::Type::Text;
    if (isTyped)
        return;
    if (const std::optional<double> number = plainNumber(text)) {
        cell.type = NamedValue::Type::TextNumber;
        cell.number = *number;
    }
}

void RecordMaker::add(QByteArrayView name, double number)
{
    NamedValue &cell = next(name);
    cell.type = NamedValue::Type::Real;
    cell.text = {};
    cell.number = number;
}

void RecordMaker::add(QByteArrayView name, qint64 number)
{
    NamedValue &cell = next(name);
    cell.type = NamedValue::Type::Integer;
    cell.text = {};
    cell.integer = number;
    cell.number = double(number);
}

/// The one that has the role; a number has no text for a person, and an empty text says nothing.
NamedValue *RecordMaker::best(Role role)
{
    NamedValue *best = nullptr;
    for (size_t i = 0; i < m_count; ++i) {
        NamedValue &cell = m_cells[i];
        if (cell.meaning.role == role && !cell.text.isEmpty() && (!best || cell.meaning.rank < best->meaning.rank))
            best = &cell;
    }
    return best;
}

void RecordMaker::takeTime(Record &record)
{
    NamedValue *best = nullptr;
    for (size_t i = 0; i < m_count; ++i) {
        NamedValue &cell = m_cells[i];
        if (cell.meaning.role != Role::Time || (best && best->meaning.rank <= cell.meaning.rank))
            continue;
        const std::optional<qint64> time = cell.time();
        if (time) {
            record.time = *time;
            best = &cell;
        }
    }
    if (best)
        best->isUsed = true;
}

/// quantity: the name of the number, where it says more than that it is one.
bool RecordMaker::takeValue(Record &record, bool hasText, QByteArrayView &quantity)
{
    NamedValue *best = nullptr, *only = nullptr;
    int numbers = 0;
    for (size_t i = 0; i < m_count; ++i) {
        NamedValue &cell = m_cells[i];
        if (cell.isUsed)
            continue;
        if (cell.meaning.role == Role::Value && (!best || cell.meaning.rank < best->meaning.rank)) {
            if (!cell.isNumber()) {
                const std::optional<Quantity> read = plainQuantity(cell.text);
                if (!read)
                    continue;
                cell.number = read->value;
                record.unit = read->unit;
            }
            best = &cell;
        } else if (cell.meaning.role == Role::Field && cell.isNumber()) {
            ++numbers;
            only = &cell;
        }
    }
    if (!best && m_values.empty() && numbers == 1 && !hasText)
        best = only;
    if (!best)
        return false;
    record.value = best->number;
    best->isUsed = true;
    if (best->meaning.role == Role::Field || !m_values.empty())
        quantity = best->name;
    return true;
}

QByteArray RecordMaker::fields()
{
    m_json.clear();
    for (size_t i = 0; i < m_count; ++i) {
        if (!m_cells[i].isUsed)
            m_cells[i].appendTo(m_json);
    }
    if (m_json.isEmpty())
        return {};
    m_json += '}';
    return m_json.copy();
}

void RecordMaker::make(const QByteArray &item, qint64 received, Records &records)
{
    Record record;
    record.received = received;
    takeTime(record);
    const auto take = [](NamedValue *cell) {
        cell->isUsed = true;
        return validUtf8(cell->text.toByteArray());
    };
    NamedValue *const text = best(Role::Text);
    if (text)
        record.text = take(text);
    if (NamedValue *const subject = best(Role::Subject))
        record.subject = take(subject);
    QByteArrayView quantity;
    const bool isMeasurement = takeValue(record, text != nullptr, quantity);
    NamedValue *const unit = isMeasurement ? best(Role::Unit) : nullptr;
    if (unit && unit->text.size() <= longestUnit)
        record.unit = unitCode(unit->text).value_or(take(unit));
    record.kind = isMeasurement ? RecordKind::Measurement : m_kind;
    const QByteArray owner = record.subject;
    if (!quantity.isEmpty())
        record.subject = joined(owner, quantity);
    if (!text) {
        const bool isValid = isValidUtf8(item);
        record.text = isValid ? item : validUtf8(item);
        if (!isValid)
            record.raw = item;
    }
    record.fields = fields();
    records.push_back(std::move(record));
    if (isMeasurement && m_values.size() > 1)
        appendFurther(records.size() - 1, owner, records);
    m_count = 0;
}

/// The further values that were asked for; what the first record says once is not said again.
void RecordMaker::appendFurther(size_t at, const QByteArray &subject, Records &records)
{
    for (size_t i = 0; i < m_count; ++i) {
        NamedValue &cell = m_cells[i];
        if (cell.meaning.role != Role::Value || cell.isUsed || !cell.isNumber())
            continue;
        Record record;
        record.kind = RecordKind::Measurement;
        record.received = records[at].received;
        record.time = records[at].time;
        record.value = cell.number;
        record.subject = joined(subject, cell.name);
        record.text = cell.text.isEmpty() ? shortestNumber(cell.number) : cell.text.toByteArray();
        records.push_back(std::move(record));
    }
}

} // namespace livebelt
