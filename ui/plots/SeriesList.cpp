// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/SeriesList.h"

#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QPixmap>
#include <QScopedValueRollback>

namespace livebelt {

namespace {

constexpr int lineRole = Qt::UserRole;
constexpr int swatchSide = 12;

QIcon swatch(const QColor &color, double ratio)
{
    QPixmap pixmap(QSize(swatchSide, swatchSide) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(0, 4, swatchSide, 4), 2, 2);
    return QIcon(pixmap);
}

} // namespace

SeriesList::SeriesList(QWidget *parent) : QTreeWidget(parent)
{
    setColumnCount(2);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setSelectionMode(NoSelection);
    setTextElideMode(Qt::ElideMiddle);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Lines of the plot"));
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    connect(this, &QTreeWidget::itemChanged, this, [this](const QTreeWidgetItem *item, int column) {
        if (!m_building && column == 0 && item->data(0, lineRole).isValid())
            Q_EMIT toggled(item->data(0, lineRole).toInt(), item->checkState(0) == Qt::Checked);
    });
}

void SeriesList::setSeries(const FeedSeries *series)
{
    m_series = series;
    rebuild();
}

void SeriesList::rebuild()
{
    const QScopedValueRollback building(m_building, true);
    clear();
    m_items.assign(m_series ? m_series->lines().size() : 0, nullptr);
    m_count = int(m_items.size());
    if (!m_series)
        return;
    for (const QByteArray &unit : m_series->units()) {
        QString name = format::unitName(unit);
        if (m_series->units().size() > 1) {
            auto *heading = new QTreeWidgetItem(this);
            heading->setText(0, name.isEmpty() ? tr("Plain numbers") : visibleLine(name, 40));
            heading->setFont(0, theme::scaled(font(), 0.88, true));
            heading->setForeground(0, theme::muted(palette()));
            heading->setFlags(Qt::ItemIsEnabled);
            heading->setFirstColumnSpanned(true);
        }
        for (std::size_t i = 0; i < m_series->lines().size(); ++i) {
            const FeedSeries::Line &line = *m_series->lines()[i];
            if (line.unit != unit)
                continue;
            auto *item = new QTreeWidgetItem(this);
            item->setText(0, visibleLine(QString::fromUtf8(line.subject), 120));
            item->setIcon(0, swatch(theme::seriesColor(line.color, palette()), devicePixelRatioF()));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
            item->setCheckState(0, line.shown ? Qt::Checked : Qt::Unchecked);
            item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
            item->setData(0, lineRole, int(i));
            m_items[i] = item;
        }
    }
    showValues(noTime);
}

void SeriesList::showValues(qint64 micros)
{
    const QScopedValueRollback building(m_building, true);
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const FeedSeries::Line &line = *m_series->lines()[i];
        const auto &points = line.series.points();
        const double value = micros != noTime || points.empty() ? line.series.valueAt(micros) : points.back().value;
        m_items[i]->setText(1, format::value(value, line.unit));
    }
}

void SeriesList::changeEvent(QEvent *event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

} // namespace livebelt
