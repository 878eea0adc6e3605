// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/QCustomPlotHeader.h"

namespace livebelt {

/// Labels an axis with numbers and their unit: "1.5 MB/s".
class ValueTicker final : public QCPAxisTicker
{
public:
    explicit ValueTicker(QByteArray unit);

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar format, int precision) override;

private:
    QByteArray m_unit;
};

/// The same for an axis of powers of ten.
class DecadeTicker final : public QCPAxisTickerLog
{
public:
    explicit DecadeTicker(QByteArray unit);

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar format, int precision) override;

private:
    QByteArray m_unit;
};

} // namespace livebelt
