// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace livebelt {

/// The menu of a plot: its scale, what is beside it, and saving it.
class PlotTools final : public QToolButton
{
    Q_OBJECT

public:
    explicit PlotTools(QWidget *parent = nullptr);

Q_SIGNALS:
    void logarithmicToggled(bool on);
    void statisticsToggled(bool on);
    void fitWanted();
    void distributionWanted();
    void saveWanted();
};

} // namespace livebelt
