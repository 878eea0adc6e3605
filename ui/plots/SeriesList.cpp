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
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <algorithm>
#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineRole = Qt::UserRole;
constexpr int colorRole = Qt::UserRole + 1;
constexpr int otherRole = Qt::UserRole + 2;
constexpr int mostOthers = 200;
constexpr qsizetype longestValue = 14; ///< letters; a longer one is rounded, says so, and stands in the tool tip

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
        if (m_building || column != 0)
            return;
        if (const QVariant other = item->data(0, otherRole); other.isValid())
            Q_EMIT wanted(SeriesName(m_others[std::size_t(other.toInt())]));
        else if (item->data(0, lineRole).isValid())
            Q_EMIT toggled(item->data(0, lineRole).toInt(), item->checkState(0) == Qt::Checked);
    });
}

void SeriesList::setSeries(const FeedSeries *series)
{
    m_series = series;
    rebuild();
}

void SeriesList::setWords(const QString &words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    rebuild();
}

bool SeriesList::hasWords(const QString &title) const
{
    return std::all_of(m_words.begin(), m_words.end(),
                       [&title](const QString &word) { return title.contains(word, Qt::CaseInsensitive); });
}

void SeriesList::addHeading(const QString &text)
{
    auto *heading = new QTreeWidgetItem(this);
    heading->setText(0, text);
    heading->setFont(0, theme::scaled(font(), 0.88, true));
    heading->setForeground(0, theme::muted(palette()));
    heading->setFlags(Qt::ItemIsEnabled);
    heading->setFirstColumnSpanned(true);
}

void SeriesList::addLine(int index)
{
    const FeedSeries::Line &line = *m_series->lines()[std::size_t(index)];
    auto *item = new QTreeWidgetItem(this);
    item->setText(0, visibleLine(seriesTitle(line.series), 120));
    item->setToolTip(0, plainToolTip(item->text(0)));
    item->setData(0, colorRole, theme::seriesColor(line.color, palette()));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
    item->setCheckState(0, line.shown ? Qt::Checked : Qt::Unchecked);
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setData(0, lineRole, index);
    item->setSizeHint(0, QSize(0, fontMetrics().height() + 7));
    m_items[std::size_t(index)] = item;
}

void SeriesList::addOthers()
{
    m_others.clear();
    if (m_words.isEmpty())
        return;
    int more = 0;
    for (const SeriesName &series : m_series->others()) {
        const QString title = seriesTitle(series);
        if (!hasWords(title))
            continue;
        if (int(m_others.size()) >= mostOthers) {
            ++more;
            continue;
        }
        if (m_others.empty())
            addHeading(tr("Not followed yet"));
        auto *item = new QTreeWidgetItem(this);
        item->setText(0, visibleLine(title, 120));
        item->setToolTip(0, plainToolTip(item->text(0)));
        item->setData(0, colorRole, theme::muted(palette()));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
        item->setCheckState(0, Qt::Unchecked);
        item->setData(0, otherRole, int(m_others.size()));
        item->setSizeHint(0, QSize(0, fontMetrics().height() + 7));
        m_others.push_back(series);
    }
    if (more > 0)
        addHeading(tr("%1 more: type more of the name").arg(format::count(quint64(more))));
}

void SeriesList::rebuild()
{
    const QScopedValueRollback building(m_building, true);
    const int scrolled = verticalScrollBar()->value();
    clear();
    m_items.assign(m_series ? m_series->lines().size() : 0, nullptr);
    m_count = int(m_items.size());
    if (!m_series)
        return;
    for (const QByteArray &unit : m_series->units()) {
        bool hasHeading = m_series->units().size() == 1;
        for (int i = 0; i < m_count; ++i) {
            const FeedSeries::Line &line = *m_series->lines()[std::size_t(i)];
            if (line.unit != unit || !hasWords(seriesTitle(line.series)))
                continue;
            const QString name = format::unitName(unit);
            if (!std::exchange(hasHeading, true))
                addHeading(name.isEmpty() ? tr("Plain numbers") : visibleLine(name, 40));
            addLine(i);
        }
    }
    addOthers();
    showValues(noTime);
    verticalScrollBar()->setValue(scrolled);
}

void SeriesList::showValues(qint64 micros)
{
    const QScopedValueRollback building(m_building, true);
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (!m_items[i])
            continue;
        const FeedSeries::Line &line = *m_series->lines()[i];
        const auto &points = line.points.points();
        const double value = micros != noTime || points.empty() ? line.points.valueAt(micros) : points.back().value;
        const QString exact = format::exactValue(value, line.unit);
        m_items[i]->setToolTip(1, plainToolTip(exact));
        m_items[i]->setText(1, exact.size() <= longestValue ? exact : u"≈ "_s + format::value(value, line.unit));
    }
}

void SeriesList::changeEvent(QEvent *event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

} // namespace livebelt
