// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <array>
#include <string>

namespace livebelt {

/// Finds one text in others whatever the case of either (Unicode simple case folding, as QString::contains does it).
/// Works on the bytes where the text to be found is ASCII, else character by character; allocates nothing.
class TextFinder
{
public:
    TextFinder() = default;
    explicit TextFinder(const QString &words);

    /// text is UTF-8. An empty text to be found is in every text.
    bool isIn(QByteArrayView text) const;
    /// What is looked for, UTF-8, each character folded.
    const QByteArray &folded() const { return m_bytes; }

private:
    bool isInBytes(QByteArrayView text) const;
    bool isInLanes(QByteArrayView text) const;
    bool isInFolded(QByteArrayView text) const;
    bool isHere(const char *at) const;
    void chooseRare();

    std::u32string m_folded;
    QByteArray m_bytes;                ///< m_folded as UTF-8
    std::array<quint8, 256> m_step{};  ///< how far to go on when this byte is at the end of the window (Horspool)
    std::array<qsizetype, 2> m_rare{}; ///< places in m_bytes
    bool m_ascii = true;
    bool m_hasTwins = false; ///< holds k or s, to which the Kelvin sign and the long s fold
};

} // namespace livebelt
