// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/FeedSeries.h"

#include <QTreeWidget>

namespace livebelt {

/// The lines of a feed by unit, each with its colour, its value and whether it is shown; behind them, where somebody
/// looks for a name, the series without a line.
class SeriesList final : public QTreeWidget
{
    Q_OBJECT

public:
    explicit SeriesList(QWidget *parent = nullptr);

    /// The series must live until the next call. Called again where its generation() has changed.
    void setSeries(const FeedSeries *series);
    /// Only those that have all these words in their names, and with them those that have no line yet.
    void setWords(const QString &words);
    /// The values at an instant; noTime for the newest.
    void showValues(qint64 micros);
    int lineCount() const { return m_count; }

Q_SIGNALS:
    void toggled(int line, bool shown);              ///< by the person; line counts in FeedSeries::lines()
    void wanted(const livebelt::SeriesName &series); ///< by the person: one without a line

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void addHeading(const QString &text);
    void addLine(int index);
    void addOthers();
    bool hasWords(const QString &title) const;
    const FeedSeries *m_series = nullptr;
    QStringList m_words;
    std::vector<QTreeWidgetItem *> m_items; ///< as FeedSeries::lines()
    std::vector<SeriesName> m_others;       ///< those listed
    int m_count = 0;
    bool m_building = false;
};

} // namespace livebelt
