// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/ShownText.h"

#include "model/lists/Excerpt.h"
#include "ui/theme/VisibleText.h"

#include <algorithm>

namespace livebelt {

ShownText::ShownText(const QByteArray &utf8, qsizetype mostBytes, bool keepLines)
    : m_arrived(QString::fromUtf8(cutUtf8(utf8, mostBytes)))
{
    VisiblePieces pieces(m_arrived, keepLines);
    int at = 0;
    bool isChanged = false;
    while (pieces.next()) {
        m_pieces.emplace_back(at, int(m_shown.size()));
        isChanged = isChanged || pieces.isChanged();
        at += int(pieces.original().size());
        m_shown += pieces.shown();
    }
    if (!isChanged) {
        m_pieces.clear();
        m_shown = m_arrived;
    }
}

int ShownText::toArrived(int shown) const
{
    if (m_pieces.empty())
        return std::min(shown, int(m_arrived.size()));
    const auto after = std::upper_bound(m_pieces.begin(), m_pieces.end(), shown,
                                        [](int place, const auto &piece) { return place < piece.second; });
    if (after == m_pieces.begin())
        return 0;
    const auto &piece = *std::prev(after);
    const int end = after == m_pieces.end() ? int(m_arrived.size()) : after->first;
    const int shownEnd = after == m_pieces.end() ? int(m_shown.size()) : after->second;
    if (shown >= shownEnd)
        return end;
    // Within a sign that stands for one character it is before that one.
    const bool isAsItIs = end - piece.first == shownEnd - piece.second;
    return isAsItIs ? piece.first + (shown - piece.second) : piece.first;
}

int ShownText::toShown(int arrived) const
{
    if (m_pieces.empty())
        return std::min(arrived, int(m_shown.size()));
    const auto after = std::upper_bound(m_pieces.begin(), m_pieces.end(), arrived,
                                        [](int place, const auto &piece) { return place < piece.first; });
    if (after == m_pieces.begin())
        return 0;
    const auto &piece = *std::prev(after);
    const int end = after == m_pieces.end() ? int(m_shown.size()) : after->second;
    const int arrivedEnd = after == m_pieces.end() ? int(m_arrived.size()) : after->first;
    return arrived >= arrivedEnd ? end : std::min(piece.second + (arrived - piece.first), end);
}

} // namespace livebelt
