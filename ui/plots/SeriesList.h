// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/FeedSeries.h"

#include <QTreeWidget>

namespace livebelt {

/// The lines of a feed by unit, each with its colour, its value and whether it is shown.
class SeriesList final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit SeriesList(QWidget *parent = nullptr);

    /// The lines must live until the next call.
    void setSeries(const FeedSeries *series);
    /// The values at an instant; noTime for the newest.
    void showValues(qint64 micros);
    int lineCount() const { return m_count; }

Q_SIGNALS:
    void toggled(int line, bool shown); ///< by the person; line counts in FeedSeries::lines()

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    const FeedSeries *m_series = nullptr;
    std::vector<QTreeWidgetItem *> m_items; ///< as FeedSeries::lines()
    int m_count = 0;
    bool m_building = false;
};

} // namespace livebelt
