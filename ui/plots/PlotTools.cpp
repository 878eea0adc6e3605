// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/PlotTools.h"

#include "ui/theme/Icons.h"

#include <QMenu>

namespace livebelt {

using namespace Qt::StringLiterals;

PlotTools::PlotTools(QWidget *parent) : QToolButton(parent)
{
    setIcon(lineIcon(u"more"_s));
    setAutoRaise(true);
    setPopupMode(QToolButton::InstantPopup);
    setToolTip(tr("Scale, statistics, saving"));
    setAccessibleName(tr("More about the plot"));
    setObjectName(u"plotTools"_s);
    auto *menu = new QMenu(this);
    setMenu(menu);
    menu->addAction(tr("Show &all there is"), this, &PlotTools::fitWanted);
    QAction *logarithmic = menu->addAction(tr("&Logarithmic values"));
    logarithmic->setCheckable(true);
    connect(logarithmic, &QAction::toggled, this, &PlotTools::logarithmicToggled);
    QAction *statistics = menu->addAction(tr("S&tatistics of what is shown"));
    statistics->setCheckable(true);
    connect(statistics, &QAction::toggled, this, &PlotTools::statisticsToggled);
    menu->addAction(tr("&Distribution, or one against another…"), this, &PlotTools::distributionWanted);
    menu->addSeparator();
    menu->addAction(tr("&Save as PNG, SVG or CSV…"), this, &PlotTools::saveWanted);
}

} // namespace livebelt
