// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "model/records/Result.h"

#include <QStringList>
#include <unordered_set>
#include <vector>

namespace livebelt {

/// One column of a table: a part of the record, or one of its fields. A value.
struct CsvColumn
{
    enum class Part : quint8 {
        Feed,
        Seq,
        Received,
        Time,
        Kind,
        Level,
        Subject,
        Text,
        Value,
        Unit,
        Fields, ///< all of them, a JSON object
        More,   ///< those that have no column, a JSON object
        Raw,    ///< base64
        Ending, ///< how its bytes ended, where not by a line feed
        Continues,
        Field
    };
    Part part = Part::Field;
    QByteArray field{}; ///< its name

    /// What the header says: the name of the part or the field; "field:NAME" of a field that has the name of a part, or
    /// one that begins with "field:".
    QByteArray name() const;
    /// The column of that name: a field where it is the name of no part.
    static CsvColumn of(const QByteArray &name);

    friend bool operator==(const CsvColumn &, const CsvColumn &) = default;
};
using CsvColumns = std::vector<CsvColumn>;

/// feed,seq,received,time,kind,level,subject,text,value,unit,fields,raw,ending,continues
CsvColumns csvColumnsWithJson();
/// feed,seq,received,time,kind,level,subject,text,value,unit, one for each field, more,raw,ending,continues
CsvColumns csvColumnsWith(const QByteArrayList &fields);
/// Those of a list and in its order, nothing else. Fails where there is none, or one twice.
Result<CsvColumns> csvColumnsNamed(const QStringList &names);

/// Finds out which fields there are, in the order in which they come; those of Notices do not count.
class CsvFieldNames
{
public:
    static constexpr size_t mostRecords = 1'000; ///< that are looked at, of each feed
    static constexpr qsizetype mostNames = 1'000;

    void add(const Record &record);
    const QByteArrayList &names() const { return m_names; }

private:
    QByteArrayList m_names;
    std::unordered_set<QByteArray> m_known;
};

} // namespace livebelt
