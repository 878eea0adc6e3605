// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QColor>
#include <QHash>

namespace livebelt {

/// The ratio of two colours' relative luminances, 1 to 21 (WCAG 2.1, "contrast ratio").
double contrastRatio(const QColor &a, const QColor &b);

/// The colour, lighter or darker by as much as it needs for a contrast of 4.5 against the background.
QColor readable(const QColor &color, const QColor &background);

/// Colours for people's names: the same name has the same hue on every machine and in every run, and its contrast
/// against the background is at least 4.5. A value, not thread safe.
class SubjectColors
{
public:
    QColor colorOf(QByteArrayView subject, const QColor &background);

private:
    QHash<quint64, QColor> m_known; ///< by hue and background: bounded, as there are few of either
};

} // namespace livebelt
