// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/PrometheusFormat.h"

#include "model/records/Quantity.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

/// The metric and its labels, as they are written: what stands before the value.
QByteArrayView series(QByteArrayView line)
{
    bool isQuoted = false;
    qsizetype depth = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (isQuoted && c == '\\')
            ++i;
        else if (c == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && c == '{')
            ++depth;
        else if (!isQuoted && c == '}')
            --depth;
        else if (!isQuoted && depth == 0 && (c == ' ' || c == '\t'))
            return line.first(i);
    }
    return line;
}

/// OpenMetrics 1.0 writes the names of units out.
QByteArray unitOf(const PrometheusText::Family *family)
{
    static constexpr std::array<std::pair<QByteArrayView, QByteArrayView>, 9> units{{{"seconds", "s"},
                                                                                     {"bytes", "By"},
                                                                                     {"celsius", "Cel"},
                                                                                     {"ratios", "1"},
                                                                                     {"volts", "V"},
                                                                                     {"amperes", "A"},
                                                                                     {"joules", "J"},
                                                                                     {"grams", "g"},
                                                                                     {"meters", "m"}}};
    if (!family || family->unit.isEmpty())
        return {};
    const auto known = std::find_if(units.begin(), units.end(), [&](const auto &u) { return u.first == family->unit; });
    return known == units.end() ? unitCode(family->unit).value_or(family->unit) : known->second.toByteArray();
}

} // namespace

bool PrometheusFormat::readLines(const QByteArray &item)
{
    m_found.clear();
    QByteArrayView rest(item);
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf('\n');
        QByteArrayView line = end < 0 ? rest : rest.first(end);
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        switch (m_text.read(line)) {
        case PrometheusText::Line::Other:
            return false;
        case PrometheusText::Line::Sample:
            m_found.push_back(
                {m_text.sample(), m_text.exemplar(), line.trimmed(), unitOf(m_text.family(m_text.sample().name))});
            break;
        default:
            break;
        }
    }
    return true;
}

void PrometheusFormat::addOne(const Found &found)
{
    m_reading.addNumber("value", found.sample.value);
    m_reading.setValue("value", found.unit);
    for (const auto &[name, value] : found.sample.labels)
        m_reading.addText(name, value);
    if (!found.sample.timestamp.isEmpty())
        m_reading.addNumber("timestamp", found.sample.timestamp);
    m_reading.setTime(found.sample.time().value_or(noTime));
    m_reading.setSubject(series(found.line));
    m_reading.setText(found.line);
    if (!found.exemplar)
        return;
    m_names.reserve(qsizetype(found.exemplar->labels.size()) + 2); // the fields refer to them
    const auto add = [this](const QByteArray &name) { return m_names.emplaceBack("exemplar." + name); };
    for (const auto &[name, value] : found.exemplar->labels)
        m_reading.addText(add(name), value);
    m_reading.addNumber(add("value"), found.exemplar->value);
    if (!found.exemplar->timestamp.isEmpty())
        m_reading.addNumber(add("at"), found.exemplar->timestamp); // not the time of the sample
}

void PrometheusFormat::addSeveral()
{
    for (const Found &found : m_found)
        m_reading.addNumber(series(found.line), found.sample.value);
}

bool PrometheusFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    if (!readLines(item))
        return false;
    if (m_found.empty())
        return true;
    m_names.clear();
    m_reading.clear();
    if (m_found.size() == 1)
        addOne(m_found.front());
    else
        addSeveral();
    m_reading.make(item, arrival, records);
    return true;
}

} // namespace livebelt
