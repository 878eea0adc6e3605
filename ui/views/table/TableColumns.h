// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace livebelt {

class FieldCensus;

/// One column of a table of records.
struct TableColumn
{
    enum class What { Time, Level, Subject, Value, Field, Text };
    What what = What::Field;
    QByteArray field = {}; ///< with Field
    int width = 0;         ///< in pixels; 0: as its contents want
    bool isHidden = false;

    QString title() const;
    /// "time", "field:status"; tells columns apart.
    QString key() const;
    static TableColumn ofKey(const QString &key);
    friend bool operator==(const TableColumn &, const TableColumn &) = default;
};

using TableColumns = QList<TableColumn>;

/// Time, level, subject, value, the fields that say most, and the text, as far as the records have them.
TableColumns chosenColumns(const FieldCensus &census);

/// For the settings, and back; what cannot be read is no columns.
QString written(const TableColumns &columns);
TableColumns readColumns(const QString &settings);

} // namespace livebelt
