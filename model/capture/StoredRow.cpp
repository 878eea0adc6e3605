// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/StoredRow.h"

#include "model/capture/RecordRows.h"
#include "model/capture/RecordTable.h"
#include "model/capture/StoredFields.h"

namespace livebelt {

namespace {

/// Where the columns are.
struct Columns
{
    size_t received, time, kind, subject, value, unit, fields, raw, level, ending;
};
constexpr Columns ofWords{3, 4, 5, 6, 8, 9, 10, 11, 12, 13}; // up to version 2: behind id, feed and seq
constexpr Columns ofNumbers{1, 2, 3, 4, 6, 7, 8, 9, 10, 11};

bool isNumber(const StoredValue &value)
{
    return std::holds_alternative<qint64>(value);
}

bool isNull(const StoredValue &value)
{
    return std::holds_alternative<std::monostate>(value);
}

bool isTextOrNull(const StoredValue &value)
{
    return isNull(value) || std::holds_alternative<QByteArray>(value);
}

bool areTexts(std::span<const StoredValue> values, const Columns &at, size_t end)
{
    for (size_t column = at.subject; column < end; ++column) {
        const bool isText = std::holds_alternative<QByteArray>(values[column]);
        if (column == at.value ? isText : !isTextOrNull(values[column]))
            return false;
    }
    return true;
}

std::optional<RecordKey> keyOfWords(std::span<const StoredValue> values)
{
    constexpr size_t fewest = 12, most = 14;
    if (values.size() < fewest || values.size() > most)
        return std::nullopt;
    const auto *kind = std::get_if<QByteArray>(&values[ofWords.kind]);
    if (!isNumber(values[1]) || !isNumber(values[2]) || !isNumber(values[ofWords.received]) || !kind ||
        !(isNumber(values[ofWords.time]) || isNull(values[ofWords.time])) || !kindFromName(*kind) ||
        !areTexts(values, ofWords, values.size()))
        return std::nullopt;
    const RecordKey key{std::get<qint64>(values[1]), std::get<qint64>(values[2])};
    return key.feed > 0 && key.feed < RecordTable::mostFeeds && key.seq > 0 ? std::optional(key) : std::nullopt;
}

std::optional<RecordKey> keyOfNumbers(std::span<const StoredValue> values, qint64 id)
{
    constexpr size_t columns = 12;
    if (values.size() != columns)
        return std::nullopt;
    const auto isUsual = [&](size_t column) { return isNumber(values[column]) || isNull(values[column]); };
    const auto *kind = std::get_if<qint64>(&values[ofNumbers.kind]);
    if (!isNumber(values[ofNumbers.received]) || !isUsual(ofNumbers.time) || !kind || *kind < 0 ||
        *kind > qint64(RecordKind::Notice) || !areTexts(values, ofNumbers, ofNumbers.level) ||
        !isUsual(ofNumbers.level) || !isUsual(ofNumbers.ending))
        return std::nullopt;
    const RecordKey key{RecordTable::feedOf(id), qint64(RecordTable::seqOf(id))};
    return key.feed > 0 && key.feed < RecordTable::mostFeeds && key.seq > 0 ? std::optional(key) : std::nullopt;
}

} // namespace

std::optional<RecordKey> recordKey(std::span<const StoredValue> values, qint64 id)
{
    if (values.empty() || !isNull(values[0]))
        return std::nullopt;
    const auto key = keyOfWords(values);
    return key ? key : keyOfNumbers(values, id);
}

Record recordOf(std::span<const StoredValue> values, qint64 id, quint64 blobs)
{
    const auto key = recordKey(values, id);
    if (!key)
        return {};
    const bool isNumbers = isNumber(values[ofNumbers.kind]) && !keyOfWords(values);
    const Columns &at = isNumbers ? ofNumbers : ofWords;
    const auto bytes = [&](size_t column) {
        const auto *text = column < values.size() ? std::get_if<QByteArray>(&values[column]) : nullptr;
        return text ? *text : QByteArray();
    };
    const auto number = [&](size_t column) {
        const auto *whole = column < values.size() ? std::get_if<qint64>(&values[column]) : nullptr;
        return whole ? *whole : 0;
    };
    Record record;
    record.seq = quint64(key->seq);
    record.received = number(at.received);
    if (isNumber(values[at.time]))
        record.time = number(at.time);
    record.subject = bytes(at.subject);
    record.text = bytes(at.subject + 1);
    if (const auto *real = std::get_if<double>(&values[at.value]))
        record.value = *real;
    else if (isNumber(values[at.value])) // SQLite keeps 21.0 like that
        record.value = double(number(at.value));
    record.unit = bytes(at.unit);
    record.raw = bytes(at.raw);
    record.fields = wholeFieldsOf(bytes(at.fields), (blobs >> at.fields) & 1U, record);
    if (isNumbers) {
        record.kind = kindOf(number(at.kind));
        record.level = levelOf(number(at.level));
        setEnding(record, number(at.ending));
    } else {
        record.kind = kindFromName(bytes(at.kind)).value_or(RecordKind::Event);
        record.level = levelFromName(bytes(at.level)).value_or(Level::None);
        setEnding(record, bytes(at.ending));
    }
    return record;
}

} // namespace livebelt
