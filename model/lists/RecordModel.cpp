// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/RecordModel.h"

#include "model/lists/Excerpt.h"

namespace livebelt {

namespace {

QString shown(const QByteArray &text)
{
    return QString::fromUtf8(cutUtf8(text, RecordModel::displayBytes));
}

} // namespace

QVariant RecordModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == SeqRole)
        return QVariant::fromValue(seqAt(index.row()));
    if (role != Qt::DisplayRole && (role <= SeqRole || role > MissingRole))
        return {};
    const Record *found = record(index.row());
    if (role == MissingRole)
        return found == nullptr;
    if (!found)
        return role == Qt::DisplayRole ? missingText(index.row()) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return shown(found->text);
    case WhenRole:
        return QVariant::fromValue(found->when());
    case KindRole:
        return int(found->kind);
    case SubjectRole:
        return shown(found->subject);
    case ValueRole:
        return found->hasValue() ? QVariant(found->value) : QVariant();
    case UnitRole:
        return shown(found->unit);
    default:
        return {};
    }
}

QHash<int, QByteArray> RecordModel::roleNames() const
{
    return {{Qt::DisplayRole, "text"}, {SeqRole, "seq"},     {WhenRole, "when"}, {KindRole, "kind"},
            {SubjectRole, "subject"},  {ValueRole, "value"}, {UnitRole, "unit"}, {MissingRole, "missing"}};
}

} // namespace livebelt
