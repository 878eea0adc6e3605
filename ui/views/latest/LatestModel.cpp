// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latest/LatestModel.h"

#include "ui/theme/VisibleText.h"
#include "ui/views/latest/LatestText.h"

#include <chrono>

namespace livebelt {

qint64 microsNow()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

QString LatestModel::text(const QModelIndex &index) const
{
    const Row shown = row(index);
    switch (Column(index.column())) {
    case Name: {
        const QString name = visibleLine(QString::fromUtf8(shown.name));
        return name.isEmpty() ? latest::title({}) : name;
    }
    case Value:
        return latest::value(shown);
    case Age:
        return latest::age(received(index), microsNow());
    case Rate:
        return latest::rate(shown, microsNow());
    case Least:
        return latest::number(shown, &NumberSummary::least);
    case Mean:
        return latest::number(shown, &NumberSummary::mean);
    case Greatest:
        return latest::number(shown, &NumberSummary::greatest);
    case Trend:
    case Columns:
        break;
    }
    return {};
}

QVariant LatestModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::AccessibleTextRole:
        if (index.column() == Name)
            return latest::sentence(row(index), received(index), microsNow());
        return text(index);
    case Qt::ToolTipRole: {
        const Row shown = row(index);
        const QString said = shown.entry && !shown.isPart ? QString::fromUtf8(shown.entry->last.text) : QString();
        const QString all = latest::sentence(shown, received(index), microsNow());
        return plainToolTip(said.isEmpty() ? all : all + u'\n' + visibleLine(said, 1000));
    }
    case Qt::TextAlignmentRole:
        if (index.column() >= Age && index.column() <= Greatest)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant LatestModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section >= Age && section <= Greatest ? Qt::AlignRight | Qt::AlignVCenter
                                                         : Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section >= Least && section <= Greatest)
        return tr("Of all its numbers since the feed was opened here");
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Subject");
    case Value:
        return tr("Value");
    case Age:
        return tr("Age");
    case Rate:
        return tr("Rate");
    case Least:
        return tr("Min");
    case Mean:
        return tr("Mean");
    case Greatest:
        return tr("Max");
    case Trend:
        return tr("Trend");
    case Columns:
        break;
    }
    return {};
}

} // namespace livebelt
