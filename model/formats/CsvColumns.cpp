// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/CsvColumns.h"

#include "model/records/FieldScanner.h"

#include <algorithm>
#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Part = CsvColumn::Part;

constexpr std::array<QByteArrayView, size_t(Part::Field)> partNames{
    "feed",  "seq",  "received", "time", "kind", "level",  "subject",  "text",
    "value", "unit", "fields",   "more", "raw",  "ending", "continues"};
constexpr QByteArrayView fieldPrefix("field:");

} // namespace

QByteArray CsvColumn::name() const
{
    if (part != Part::Field)
        return partNames.at(size_t(part)).toByteArray();
    const bool isTaken = field.startsWith(fieldPrefix) ||
                         std::find(partNames.begin(), partNames.end(), QByteArrayView(field)) != partNames.end();
    return isTaken ? fieldPrefix.toByteArray() + field : field;
}

CsvColumn CsvColumn::of(const QByteArray &name)
{
    const auto part = std::find(partNames.begin(), partNames.end(), QByteArrayView(name));
    if (part != partNames.end())
        return {Part(part - partNames.begin())};
    return {Part::Field, name.startsWith(fieldPrefix) ? name.sliced(fieldPrefix.size()) : name};
}

CsvColumns csvColumnsWithJson()
{
    return {{Part::Feed},   {Part::Seq},     {Part::Received}, {Part::Time},     {Part::Kind},
            {Part::Level},  {Part::Subject}, {Part::Text},     {Part::Value},    {Part::Unit},
            {Part::Fields}, {Part::Raw},     {Part::Ending},   {Part::Continues}};
}

CsvColumns csvColumnsWith(const QByteArrayList &fields)
{
    CsvColumns columns{{Part::Feed},  {Part::Seq},     {Part::Received}, {Part::Time},  {Part::Kind},
                       {Part::Level}, {Part::Subject}, {Part::Text},     {Part::Value}, {Part::Unit}};
    for (const QByteArray &field : fields)
        columns.push_back({Part::Field, field});
    columns.push_back({Part::More});
    for (const Part part : {Part::Raw, Part::Ending, Part::Continues})
        columns.push_back({part});
    return columns;
}

Result<CsvColumns> csvColumnsNamed(const QStringList &names)
{
    CsvColumns columns;
    for (const QString &name : names) {
        if (name.isEmpty())
            return Failure{u"A column has no name: write them as time,subject,temperature"_s};
        const CsvColumn column = CsvColumn::of(name.toUtf8());
        if (std::find(columns.begin(), columns.end(), column) != columns.end())
            return Failure{u"The column %1 is there twice: name each one once"_s.arg(name)};
        columns.push_back(column);
    }
    if (columns.empty())
        return Failure{u"There are no columns: name some, as in time,subject,temperature"_s};
    return columns;
}

void CsvFieldNames::add(const Record &record)
{
    if (record.kind == RecordKind::Notice)
        return;
    FieldScanner scanner(record.fields);
    while (m_names.size() < mostNames && scanner.next()) {
        const QByteArray name = scanner.name();
        if (m_known.insert(name).second)
            m_names.append(name);
    }
}

} // namespace livebelt
