// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/StatisticsTable.h"

#include "ui/plots/RangeStatistics.h"
#include "ui/theme/Format.h"
#include "ui/theme/VisibleText.h"

#include <QHeaderView>

namespace livebelt {

namespace {

enum Column { Name, Count, Least, Mean, Greatest, Deviation, Rate, Columns };

QString number(double value, const QByteArray &unit)
{
    return std::isnan(value) ? QString() : format::value(value, unit);
}

} // namespace

StatisticsTable::StatisticsTable(QWidget *parent) : QTreeWidget(parent)
{
    setColumnCount(Columns);
    setHeaderLabels({tr("Series"), tr("Count"), tr("Min"), tr("Mean"), tr("Max"), tr("Std. dev."), tr("Rate")});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Statistics of what the plot shows"));
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(Name, QHeaderView::Stretch);
    for (int column = Count; column < Columns; ++column)
        headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    headerItem()->setToolTip(Count, tr("Points in the plot: of very many, those in between are left out"));
}

void StatisticsTable::show(const std::vector<const FeedSeries::Line *> &lines, qint64 from, qint64 to)
{
    while (topLevelItemCount() > int(lines.size()))
        delete takeTopLevelItem(topLevelItemCount() - 1);
    for (int row = 0; row < int(lines.size()); ++row) {
        const FeedSeries::Line &line = *lines[std::size_t(row)];
        QTreeWidgetItem *item = topLevelItem(row);
        if (!item) {
            item = new QTreeWidgetItem(this);
            for (int column = Count; column < Columns; ++column)
                item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
        const RangeStatistics found = statisticsOf(line.points, from, to);
        item->setText(Name, visibleLine(seriesTitle(line.series)));
        item->setText(Count, format::count(found.count));
        item->setText(Least, number(found.least, line.unit));
        item->setText(Mean, number(found.mean, line.unit));
        item->setText(Greatest, number(found.greatest, line.unit));
        item->setText(Deviation, number(found.deviation, line.unit));
        item->setText(Rate, std::isnan(found.perSecond) ? QString() : format::rate(found.perSecond));
    }
}

QSize StatisticsTable::sizeHint() const
{
    constexpr int rows = 5;
    return {300, header()->sizeHint().height() + rows * (fontMetrics().height() + 4)};
}

} // namespace livebelt
