// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/FeedSeries.h"
#include "ui/plots/QCustomPlotHeader.h"

#include <QDialog>

class QComboBox;
class QLabel;

namespace livebelt {

/// How the numbers of a line are spread, or one line against another, in the stretch of time that the plot shows; as it
/// was when the dialog was opened.
class DistributionDialog final : public QDialog
{
    Q_OBJECT

public:
    DistributionDialog(const std::vector<const FeedSeries::Line *> &lines, qint64 from, qint64 to,
                       QWidget *parent = nullptr);

    QCustomPlot &plot() { return *m_plot; }

private:
    struct Copy
    {
        QString title;
        QByteArray unit;
        PlotSeries points;
    };
    void style();
    void showChoice();
    void showHistogram(const Copy &line);
    void showPairs(const Copy &x, const Copy &y);
    void name(QCPAxis *axis, const QString &title, const QByteArray &unit);

    std::vector<Copy> m_lines;
    qint64 m_from, m_to;
    QComboBox *m_line;
    QComboBox *m_against; ///< first of all: nothing, which is the histogram
    QLabel *m_words;
    QCustomPlot *m_plot;
};

} // namespace livebelt
