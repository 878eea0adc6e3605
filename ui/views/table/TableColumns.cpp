// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/table/TableColumns.h"

#include "ui/theme/VisibleText.h"
#include "ui/views/table/FieldCensus.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostColumns = 200;
constexpr int widest = 4000;

QString words(const char *text)
{
    return QCoreApplication::translate("livebelt::TableColumn", text);
}

} // namespace

QString TableColumn::title() const
{
    switch (what) {
    case What::Time:
        return words("Time");
    case What::Level:
        return words("Level");
    case What::Subject:
        return words("Subject");
    case What::Value:
        return words("Value");
    case What::Text:
        return words("Text");
    case What::Field:
        break;
    }
    return visibleLine(QString::fromUtf8(field), 60);
}

QString TableColumn::key() const
{
    switch (what) {
    case What::Time:
        return u"time"_s;
    case What::Level:
        return u"level"_s;
    case What::Subject:
        return u"subject"_s;
    case What::Value:
        return u"value"_s;
    case What::Text:
        return u"text"_s;
    case What::Field:
        break;
    }
    return u"field:"_s + QString::fromUtf8(field);
}

TableColumn TableColumn::ofKey(const QString &key)
{
    for (const What what : {What::Time, What::Level, What::Subject, What::Value, What::Text}) {
        if (const TableColumn column{what}; column.key() == key)
            return column;
    }
    return {What::Field, key.sliced(key.indexOf(u':') + 1).toUtf8()};
}

TableColumns chosenColumns(const FieldCensus &census)
{
    using What = TableColumn::What;
    TableColumns columns;
    const auto add = [&](What what, bool isShown) { columns.append({what, {}, 0, !isShown}); };
    add(What::Time, true);
    add(What::Level, census.hasLevels());
    add(What::Subject, census.hasSubjects() && !census.hasRows());
    add(What::Value, census.hasValues() && !census.hasRows());
    for (const QByteArray &name : census.chosen())
        columns.append({What::Field, name});
    add(What::Text, census.hasTexts() && !(census.hasRows() && !census.chosen().isEmpty()));
    return columns;
}

QString written(const TableColumns &columns)
{
    QJsonArray array;
    for (const TableColumn &column : columns) {
        QJsonObject object{{u"key"_s, column.key()}};
        if (column.width > 0)
            object.insert(u"width"_s, column.width);
        if (column.isHidden)
            object.insert(u"hidden"_s, true);
        array.append(object);
    }
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

TableColumns readColumns(const QString &settings)
{
    TableColumns columns;
    const QJsonArray array = QJsonDocument::fromJson(settings.toUtf8()).array();
    for (const QJsonValue &value : array) {
        const QString key = value[u"key"_s].toString();
        if (key.isEmpty() || columns.size() >= mostColumns)
            continue;
        TableColumn column = TableColumn::ofKey(key);
        column.width = qBound(0, value[u"width"_s].toInt(), widest);
        column.isHidden = value[u"hidden"_s].toBool();
        columns.append(column);
    }
    return columns;
}

} // namespace livebelt
