// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/DistributionDialog.h"

#include "ui/plots/Distribution.h"
#include "ui/plots/ValueTicker.h"
#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <numeric>

namespace livebelt {

DistributionDialog::DistributionDialog(const std::vector<const FeedSeries::Line *> &lines, qint64 from, qint64 to,
                                       QWidget *parent)
    : QDialog(parent)
    , m_from(from)
    , m_to(to)
    , m_line(new QComboBox(this))
    , m_against(new QComboBox(this))
    , m_words(new QLabel(this))
    , m_plot(new QCustomPlot(this))
{
    setWindowTitle(tr("Distribution"));
    resize(QSize(640, 460));
    m_against->addItem(tr("How often (histogram)"));
    for (const FeedSeries::Line *line : lines) {
        m_lines.push_back({visibleLine(seriesTitle(line->series), 80), line->unit, line->points});
        m_line->addItem(m_lines.back().title);
        m_against->addItem(tr("Against %1").arg(m_lines.back().title));
    }
    m_line->setAccessibleName(tr("Series"));
    m_against->setAccessibleName(tr("What it is shown against"));
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_line, 1);
    bar->addWidget(m_against, 1);
    auto *all = new QVBoxLayout(this);
    all->addLayout(bar);
    all->addWidget(m_plot, 1);
    all->addWidget(m_words);
    m_plot->setMinimumSize(200, 120);
    connect(m_line, &QComboBox::currentIndexChanged, this, &DistributionDialog::showChoice);
    connect(m_against, &QComboBox::currentIndexChanged, this, &DistributionDialog::showChoice);
    style();
    showChoice();
}

void DistributionDialog::style()
{
    m_plot->setBackground(palette().color(QPalette::Base));
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        const QColor grid = theme::hairline(palette());
        axis->setTickLabelColor(theme::muted(palette()));
        axis->setLabelColor(palette().color(QPalette::Text));
        axis->setBasePen(QPen(grid));
        axis->setTickPen(QPen(grid));
        axis->setSubTicks(false);
        axis->grid()->setPen(QPen(grid));
        axis->grid()->setZeroLinePen(QPen(grid));
    }
}

void DistributionDialog::name(QCPAxis *axis, const QString &title, const QByteArray &unit)
{
    axis->setLabel(title);
    const QSharedPointer<QCPAxisTicker> ticker(new ValueTicker(unit));
    ticker->setTickCount(6);
    axis->setTicker(ticker);
}

void DistributionDialog::showChoice()
{
    m_plot->clearPlottables();
    const int line = m_line->currentIndex(), against = m_against->currentIndex() - 1;
    if (line >= 0 && against >= 0)
        showPairs(m_lines[size_t(against)], m_lines[size_t(line)]);
    else if (line >= 0)
        showHistogram(m_lines[size_t(line)]);
    m_plot->replot();
}

void DistributionDialog::showHistogram(const Copy &line)
{
    const Histogram histogram = histogramOf(line.points, m_from, m_to);
    auto *bars = new QCPBars(m_plot->xAxis, m_plot->yAxis);
    bars->setWidth(histogram.width);
    bars->setPen(QPen(palette().color(QPalette::Base), 1));
    bars->setBrush(theme::seriesColor(0, palette()));
    for (size_t i = 0; i < histogram.counts.size(); ++i)
        bars->addData(histogram.low + (double(i) + 0.5) * histogram.width, double(histogram.counts[i]));
    name(m_plot->xAxis, line.title, line.unit);
    name(m_plot->yAxis, tr("Count"), {});
    m_plot->rescaleAxes();
    m_plot->yAxis->setRangeLower(0);
    const quint64 all = std::accumulate(histogram.counts.begin(), histogram.counts.end(), quint64(0));
    m_words->setText(
        tr("%1 numbers, from %2 to %3").arg(format::count(all), format::localTime(m_from), format::localTime(m_to)));
}

void DistributionDialog::showPairs(const Copy &x, const Copy &y)
{
    const QList<QPointF> pairs = pairsOf(x.points, y.points, m_from, m_to);
    auto *curve = new QCPCurve(m_plot->xAxis, m_plot->yAxis);
    const QColor color = theme::seriesColor(0, palette());
    curve->setLineStyle(QCPCurve::lsNone);
    curve->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, 4));
    for (const QPointF &pair : pairs)
        curve->addData(pair.x(), pair.y());
    name(m_plot->xAxis, x.title, x.unit);
    name(m_plot->yAxis, y.title, y.unit);
    m_plot->rescaleAxes();
    m_words->setText(
        tr("%1 points, from %2 to %3")
            .arg(format::count(quint64(pairs.size())), format::localTime(m_from), format::localTime(m_to)));
}

} // namespace livebelt
