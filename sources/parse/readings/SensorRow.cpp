// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/SensorRow.h"

#include "sources/parse/readings/SensorNumber.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr size_t mostCells = 256;

struct Cell
{
    SensorNumber number;
    QByteArrayView unit;
    bool isEmpty = false;
};

std::optional<Cell> cellOf(QByteArrayView text, DecimalComma comma)
{
    text = text.trimmed();
    Cell cell;
    cell.isEmpty = text.isEmpty();
    if (cell.isEmpty)
        return cell;
    auto number = sensorNumberAt(text, comma);
    if (!number)
        return std::nullopt;
    cell.number = *std::move(number);
    const QByteArrayView rest = text.sliced(cell.number.size).trimmed();
    cell.unit = sensorUnitAt(rest, cell.number.isInstruments());
    if (cell.unit.isEmpty() && cell.number.hasPlus) // +00001RDNG#
        cell.unit = sensorUnitAt(rest, true);
    return cell.unit.size() == rest.size() ? std::optional(cell) : std::nullopt;
}

/// 1,234,567: as likely one number as several.
bool looksLikeThousands(const std::vector<Cell> &cells)
{
    const auto is = [](const Cell &cell, qsizetype least) {
        const QByteArray &text = cell.number.text;
        return !cell.number.isMeasured() && text.size() <= 3 && text.size() >= least && !text.startsWith('-');
    };
    return cells.size() > 1 && is(cells.front(), 1) && cells.front().number.text != "0" &&
           std::all_of(cells.begin() + 1, cells.end(), [&is](const Cell &cell) { return is(cell, 3); });
}

int scoreOf(const std::vector<Cell> &cells, char separator)
{
    const auto any = [&cells](auto what) { return std::any_of(cells.begin(), cells.end(), what); };
    const bool isMeasured = any([](const Cell &cell) { return cell.number.isMeasured(); });
    const bool hasUnit = any([](const Cell &cell) { return !cell.unit.isEmpty(); });
    const bool hasZeros = any([](const Cell &cell) { return cell.number.hasLeadingZero && !cell.number.isMeasured(); });
    if (cells.size() == 1)
        return hasUnit ? 85 : isMeasured ? 60 : 50;
    if (separator == ',' && looksLikeThousands(cells))
        return 30;
    int score = separator == ' ' ? 50 : 70;
    score += isMeasured ? 15 : 0;
    score += hasUnit ? 10 : 0;
    if (separator == ' ' && !isMeasured && !hasUnit && cells.size() == 2)
        score = 40;
    // One pair of whole numbers and a comma is a decimal comma as often as not
    if (separator == ',' && cells.size() == 2 && !isMeasured)
        score = 45;
    return hasZeros ? score - 30 : score;
}

SensorText readCells(QByteArrayView line, char separator)
{
    const DecimalComma comma = separator == ',' ? DecimalComma::Refused : DecimalComma::Allowed;
    std::vector<Cell> cells;
    SensorText text;
    int place = 0;
    for (qsizetype at = 0; at <= line.size();) {
        qsizetype end = line.indexOf(separator, at);
        end = end < 0 ? line.size() : end;
        const auto cell = cellOf(line.sliced(at, end - at), comma);
        if (!cell || (!cell->isEmpty && cells.size() == mostCells))
            return {};
        at = end + 1;
        if (separator == ' ' && cell->isEmpty)
            continue;
        ++place;
        if (cell->isEmpty)
            continue;
        text.values.push_back({QByteArray::number(place), cell->number.text, cell->unit.toByteArray()});
        cells.push_back(*cell);
    }
    if (cells.empty() || place < 2)
        return {};
    text.score = scoreOf(cells, separator);
    return text;
}

} // namespace

SensorText readSensorRow(QByteArrayView line)
{
    if (line.isEmpty() || !QByteArrayView("0123456789+-.nNiI,; \t").contains(line.front()))
        return {}; // most lines
    // "21.5 °C": the blank is in the cell
    if (const auto cell = cellOf(line, DecimalComma::Refused))
        return {scoreOf({*cell}, '\0'), {{"value", cell->number.text, cell->unit.toByteArray()}}};
    for (const char separator : QByteArrayView("\t;, ")) {
        if (!line.contains(separator))
            continue;
        if (SensorText text = readCells(line, separator); text.score > 0)
            return text;
    }
    return {};
}

} // namespace livebelt
