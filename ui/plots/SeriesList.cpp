// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/SeriesList.h"

#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>
#include <algorithm>

namespace livebelt {

namespace {

constexpr int lineRole = Qt::UserRole;
constexpr int colorRole = Qt::UserRole + 1;

/// The box of a line is filled with its colour while it is shown, so that it is the legend too.
class LineDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QVariant color = index.data(colorRole);
        if (!color.isValid()) {
            QStyledItemDelegate::paint(painter, option, index);
            return;
        }
        const QRect box = boxOf(option);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool shown = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        painter->setPen(QPen(shown ? color.value<QColor>() : theme::muted(option.palette), 1.4));
        painter->setBrush(shown ? QBrush(color.value<QColor>()) : QBrush(Qt::NoBrush));
        painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 3, 3);
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(theme::accent(option.palette), 1));
            painter->drawRoundedRect(QRectF(box).adjusted(-2, -2, 2, 2), 5, 5);
        }
        painter->setPen(shown ? option.palette.color(QPalette::Text) : theme::muted(option.palette));
        const QRect text = option.rect.adjusted(box.right() + 8 - option.rect.left(), 0, -4, 0);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, text.width()));
        painter->restore();
    }

    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override
    {
        const bool click = event->type() == QEvent::MouseButtonRelease;
        const bool space = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space;
        if (!index.data(colorRole).isValid() || (!click && !space))
            return QStyledItemDelegate::editorEvent(event, model, option, index);
        const bool shown = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        return model->setData(index, shown ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }

private:
    static QRect boxOf(const QStyleOptionViewItem &option)
    {
        const int side = std::min(13, option.rect.height());
        return {option.rect.left() + 8, option.rect.center().y() - side / 2, side, side};
    }
};

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
    setItemDelegateForColumn(0, new LineDelegate(this));
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
            item->setText(0, visibleLine(line.name(), 120));
            item->setToolTip(0, plainToolTip(item->text(0)));
            item->setData(0, colorRole, theme::seriesColor(line.color, palette()));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
            item->setCheckState(0, line.shown ? Qt::Checked : Qt::Unchecked);
            item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
            item->setData(0, lineRole, int(i));
            item->setSizeHint(0, QSize(0, fontMetrics().height() + 7));
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
