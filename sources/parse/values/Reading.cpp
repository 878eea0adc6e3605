// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/values/Reading.h"

#include "model/records/Quantity.h"
#include "sources/parse/values/EpochTime.h"
#include "sources/parse/values/LevelText.h"

#include <algorithm>
#include <array>
#include <utility>

namespace livebelt {

namespace {

constexpr qsizetype longestUnit = 32;

std::optional<qint64> timeOfNumber(QByteArrayView written)
{
    bool isWhole = false;
    const qint64 whole = written.toLongLong(&isWhole); // a double is too coarse for nanoseconds
    if (isWhole)
        return epochMicros(whole);
    const std::optional<double> number = plainNumber(written);
    return number ? epochMicros(*number) : std::nullopt;
}

constexpr int afterRoles = 100; // what the rank of a usual name is more, where the roles have others

TimeReader timeReader(const ParserOptions &options)
{
    Result<TimeReader> times = TimeReader::from(options.zone.toUtf8(), options.timeFormat.toUtf8());
    return times ? *std::move(times) : TimeReader();
}

} // namespace

Reading::Reading(const ParserOptions &options)
    : m_subject(options.subject.toUtf8())
    , m_time(options.time.toUtf8())
    , m_text(options.text.toUtf8())
    , m_unit(options.unit.toUtf8())
    , m_level(options.level.toUtf8())
    , m_kind(options.kind)
    , m_times(timeReader(options))
{
    for (const QByteArray &name : options.value.toUtf8().split(',')) {
        if (!name.isEmpty())
            m_values.push_back(name);
    }
}

void Reading::setRoles(ReadingRoles roles)
{
    m_roles = std::move(roles);
    m_cells.clear();
    clear();
}

void Reading::clear()
{
    m_count = 0;
    m_isFields = m_timeMayBeFirst = false;
    m_ownTime = noTime;
    m_ownLevel = Level::None;
    m_ownSubject = m_ownText = m_ownValue = m_ownUnit = {};
}

Meaning Reading::meaning(QByteArrayView name) const
{
    const auto found = std::find(m_values.begin(), m_values.end(), name);
    if (found != m_values.end())
        return {Role::Value, quint8(std::min<qptrdiff>(found - m_values.begin(), 255))};
    const std::pair<Role, const QByteArray *> chosen[] = {{Role::Subject, &m_subject},
                                                          {Role::Time, &m_time},
                                                          {Role::Text, &m_text},
                                                          {Role::Unit, &m_unit},
                                                          {Role::Level, &m_level}};
    for (const auto &[role, option] : chosen) {
        if (!option->isEmpty() && name == *option)
            return {role, 0};
    }
    Meaning usual = usualMeaning(name);
    if (!m_roles.meanings.empty()) {
        const auto own = m_roles.meanings.find(name.toByteArray());
        if (own != m_roles.meanings.end())
            usual = own->second;
        else if (m_roles.has(usual.role))
            usual.rank = quint8(std::min(usual.rank + afterRoles, 255));
    }
    if (usual.role == Role::Value)
        return m_values.empty() ? usual : Meaning{};
    for (const auto &[role, option] : chosen) {
        if (role == usual.role && !option->isEmpty())
            return {};
    }
    return usual;
}

void Reading::add(QByteArrayView name, QByteArrayView written, Type type)
{
    if (m_count == m_cells.size())
        m_cells.emplace_back();
    Cell &cell = m_cells[m_count++];
    if (cell.known.isNull() || cell.known != name) {
        cell.known = QByteArray(name.data(), name.size()); // never null
        cell.meaning = meaning(name);
        m_isKnownShape = false;
    }
    cell.name = name;
    cell.written = written;
    cell.type = type;
}

void Reading::addUntyped(QByteArrayView name, QByteArrayView text)
{
    add(name, text, plainNumber(text) ? Type::Number : Type::Text);
}

void Reading::setValue(QByteArrayView name, QByteArrayView unit)
{
    m_ownValue = name;
    m_ownUnit = unit;
}

/// The text that has the role; an empty one says nothing, and a number is nothing for a person to read.
const Reading::Cell *Reading::best(Role role) const
{
    const Cell *best = nullptr;
    for (size_t i = 0; i < m_count; ++i) {
        const Cell &cell = m_cells[i];
        if (cell.meaning.role == role && cell.type == Type::Text && !cell.written.isEmpty() &&
            (!best || cell.meaning.rank < best->meaning.rank))
            best = &cell;
    }
    return best;
}

void Reading::takeTime(Record &record, qint64 written)
{
    record.time = m_ownTime;
    if (m_ownTime == noTime && m_time.isEmpty()) {
        if (const std::optional<qint64> both = dateAndClock(written)) {
            record.time = *both;
            return;
        }
    }
    int rank = 256;
    for (size_t i = 0; i < m_count && m_ownTime == noTime; ++i) {
        const Cell &cell = m_cells[i];
        if (cell.meaning.role != Role::Time || cell.meaning.rank >= rank || cell.type > Type::Number)
            continue;
        std::optional<qint64> time;
        if (cell.type == Type::Number)
            time = timeOfNumber(cell.written);
        else if (const std::optional<ReadTime> read = m_times.readWhole(cell.written, written))
            time = read->time;
        if (time) {
            record.time = *time;
            rank = cell.meaning.rank;
        }
    }
    if (m_timeMayBeFirst && record.time == noTime && m_time.isEmpty() && m_count > 1)
        record.time = firstAsTime(written);
}

/// Of a date and a time of day side by side, as many tables have them.
std::optional<qint64> Reading::dateAndClock(qint64 written)
{
    constexpr size_t mostCells = 16;
    constexpr qsizetype shortestDate = 8, longestDate = 10, longestClock = 15; // 1.2.33 is a version as well
    const auto isClock = [](QByteArrayView text) {
        return text.size() > 3 && text.size() <= longestClock && (text[1] == ':' || text[2] == ':');
    };
    for (size_t i = 1; i < std::min(m_count, mostCells); ++i) {
        const QByteArrayView date = m_cells[i - 1].written, clock = m_cells[i].written;
        if (!isClock(clock) || date.size() < shortestDate || date.size() > longestDate || date.contains(':'))
            continue;
        if (const auto time = m_times.readWhole(date.toByteArray() + ' ' + clock.toByteArray(), written))
            return time->time;
    }
    return std::nullopt;
}

/// A date with a time of day, a time of day, or a count since 1970 in the years 2001 to 2033.
qint64 Reading::firstAsTime(qint64 written)
{
    const QByteArrayView text = m_cells.front().written;
    if (m_cells.front().type == Type::Number) {
        const qsizetype point = text.indexOf('.');
        const qsizetype digits = point < 0 ? text.size() : point;
        const bool isCount = text.startsWith('1') && (digits == 10 || digits == 13);
        return isCount ? timeOfNumber(text).value_or(noTime) : noTime;
    }
    if (!text.contains(':') && !text.contains('T'))
        return noTime;
    const std::optional<ReadTime> time = m_times.readWhole(text, written);
    return time ? time->time : noTime;
}

void Reading::takeLevel(Record &record) const
{
    record.level = m_ownLevel;
    int rank = 256;
    for (size_t i = 0; i < m_count && m_ownLevel == Level::None; ++i) {
        const Cell &cell = m_cells[i];
        if (cell.meaning.role != Role::Level || cell.meaning.rank >= rank || cell.type > Type::Number)
            continue;
        bool isWhole = false; // 2.5 is a level of something else
        const qint64 number = cell.written.toLongLong(&isWhole);
        Level level = Level::None;
        const auto own =
            m_roles.levels.empty() ? m_roles.levels.end() : m_roles.levels.find(cell.written.toByteArray());
        if (own != m_roles.levels.end())
            level = own->second;
        else if (cell.type == Type::Text)
            level = levelFromText(cell.written, m_roles.scale);
        else if (isWhole)
            level = levelFromNumber(number, m_roles.scale);
        if (level != Level::None) {
            record.level = level;
            rank = cell.meaning.rank;
        }
    }
}

void Reading::takeValue(Record &record, bool hasText) const
{
    const Cell *best = nullptr, *only = nullptr;
    std::optional<Quantity> found;
    int numbers = 0;
    for (size_t i = 0; i < m_count; ++i) {
        const Cell &cell = m_cells[i];
        if (cell.type > Type::Number)
            continue;
        const bool isOwn = !m_ownValue.isNull() && cell.name == m_ownValue;
        if (isOwn || (cell.meaning.role == Role::Value && (!best || cell.meaning.rank < best->meaning.rank))) {
            std::optional<Quantity> quantity = plainQuantity(cell.written);
            if (!quantity)
                continue;
            found = std::move(quantity);
            best = &cell;
            if (isOwn)
                break;
        } else if (cell.meaning.role == Role::Field && cell.type == Type::Number) {
            ++numbers;
            only = &cell;
        }
    }
    if (!best && m_values.empty() && numbers == 1 && !hasText)
        found = plainQuantity(only->written);
    if (!found)
        return;
    record.kind = RecordKind::Measurement;
    record.value = found->value;
    record.unit = m_ownUnit.isEmpty() ? std::move(found->unit) : m_ownUnit.toByteArray();
    const Cell *const unit = this->best(Role::Unit);
    if (unit && unit->written.size() <= longestUnit)
        record.unit = unitCode(unit->written).value_or(validUtf8(unit->written.toByteArray()));
}

/// Of items that are alike, only the first one is looked at.
bool Reading::hasTwice()
{
    if (std::exchange(m_isKnownShape, true) && m_count == m_shape)
        return m_shapeHasTwice;
    m_shape = m_count;
    std::vector<QByteArrayView> names;
    names.reserve(m_count);
    for (size_t i = 0; i < m_count; ++i)
        names.push_back(m_cells[i].name);
    std::sort(names.begin(), names.end());
    m_shapeHasTwice = std::adjacent_find(names.begin(), names.end()) != names.end();
    return m_shapeHasTwice;
}

QByteArray Reading::fields(const QByteArray &item)
{
    if (m_isFields && m_count > 0 && !hasTwice())
        return item;
    for (size_t i = 0; i < m_count; ++i) {
        const Cell &cell = m_cells[i];
        switch (cell.type) {
        case Type::Text:
            m_builder.addText(cell.name, cell.written);
            break;
        case Type::Number:
            m_builder.addNumber(cell.name, cell.written);
            break;
        case Type::Null:
        case Type::Json:
            m_builder.addJson(cell.name, cell.written);
            break;
        }
    }
    return m_builder.take();
}

void Reading::takeText(Record &record, const QByteArray &item, QByteArrayView text) const
{
    record.text = text.isNull() ? validUtf8(item) : validUtf8(text.toByteArray());
    if (record.text != item)
        record.raw = item;
}

Record Reading::made(const QByteArray &item, Arrival arrival)
{
    Record record;
    record.kind = m_kind;
    record.received = arrival.received;
    takeTime(record, arrival.written);
    takeLevel(record);
    const Cell *const subject = m_ownSubject.isNull() ? best(Role::Subject) : nullptr;
    record.subject = validUtf8((subject ? subject->written : m_ownSubject).toByteArray());
    const Cell *const named = m_ownText.isNull() ? best(Role::Text) : nullptr;
    takeText(record, item, named ? named->written : m_ownText);
    takeValue(record, named || !m_ownText.isNull());
    record.fields = fields(item);
    clear();
    return record;
}

} // namespace livebelt
