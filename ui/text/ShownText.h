// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/TextSpan.h"

#include <QByteArray>
#include <QString>
#include <vector>

namespace livebelt {

/// A text as it arrived and as it is shown (visibleText()), and which place of the one is which of the other: what is
/// selected in what is shown is copied as it arrived. A value.
class ShownText
{
public:
    ShownText() = default;
    /// At most so many bytes of it are shown; line feeds stay where keepLines is on.
    ShownText(const QByteArray &utf8, qsizetype mostBytes, bool keepLines = false);

    const QString &arrived() const { return m_arrived; }
    const QString &shown() const { return m_shown; }
    int toArrived(int shown) const;
    int toShown(int arrived) const;
    TextSpan toShown(const TextSpan &arrived) const { return {toShown(arrived.first), toShown(arrived.last)}; }

private:
    QString m_arrived, m_shown;
    std::vector<std::pair<int, int>> m_pieces; ///< where each begins, in both; empty: they are the same
};

} // namespace livebelt
