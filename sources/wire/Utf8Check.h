// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace livebelt {

/// Whether bytes that come in any pieces are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF.
/// What cannot become UTF-8 any more is refused at its first byte.
class Utf8Check
{
public:
    /// False: it is none, and nothing that follows can change that.
    bool take(QByteArrayView bytes);
    /// Whether it ends at the end of a character.
    bool isWhole() const { return m_left == 0; }
    void reset() { m_left = 0; }

private:
    bool begin(unsigned char byte);

    int m_left = 0;                                  ///< bytes that the character still needs
    unsigned char m_lowest = 0x80, m_highest = 0xbf; ///< of the next of them
};

/// bytes without a character at their end that is not whole.
QByteArrayView wholeCharacters(QByteArrayView bytes);

} // namespace livebelt
