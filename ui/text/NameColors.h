// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>
#include <QHash>
#include <array>

namespace livebelt {

/// Colours for people's names: a new name gets the hue that the fewest others have, so that those who talk at the same
/// time can be told apart; it keeps it as long as this lives. A value, not thread safe.
class NameColors
{
public:
    static constexpr int hues = 24;

    /// 0 to hues - 1.
    int hueOf(const QByteArray &name);
    /// At a contrast of 4.5 to the background.
    QColor colorOf(const QByteArray &name, const QColor &background);

private:
    QHash<QByteArray, int> m_known; ///< bounded: the whole is forgotten when there are too many
    std::array<int, hues> m_used{};
};

} // namespace livebelt
