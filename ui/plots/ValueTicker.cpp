// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/ValueTicker.h"

#include "ui/theme/Format.h"

namespace livebelt {

ValueTicker::ValueTicker(QByteArray unit) : m_unit(std::move(unit))
{
    setTickCount(3);
}

QString ValueTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    return format::value(tick, m_unit);
}

DecadeTicker::DecadeTicker(QByteArray unit) : m_unit(std::move(unit))
{
    setTickCount(3);
}

QString DecadeTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    return format::value(tick, m_unit);
}

} // namespace livebelt
