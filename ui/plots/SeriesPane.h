// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/FeedSeries.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace livebelt {

class SeriesList;

/// The series of a feed beside its plot: the list, and for many of them a search by name and how many are not there.
class SeriesPane final : public QWidget
{
    Q_OBJECT

public:
    explicit SeriesPane(QWidget *parent = nullptr);

    /// The series must live until the next call. Called again where its generation() has changed.
    void setSeries(const FeedSeries *series);
    SeriesList &list() { return *m_list; }
    /// "256 of 1,234 series", where there are others than those in the list; else empty.
    QString count() const;
    /// What cannot be done, until other series are shown.
    void say(const QString &sentence);

private:
    void showCount();
    const FeedSeries *m_series = nullptr;
    QLineEdit *m_find;
    SeriesList *m_list;
    QLabel *m_count;
};

} // namespace livebelt
