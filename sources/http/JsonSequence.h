// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/io/Devices.h>

#include <vector>

namespace livebelt {

/// Cuts a JSON text sequence (RFC 7464: RS, a JSON text, LF) into its texts, in pieces of any size. A text is given as
/// soon as the line feed behind it is there, not when the next one begins. One that breaks off (section 2.3) is given
/// as not whole, and the next one is whole again. What stands before the first RS counts as such a text. Memory is
/// bounded by the longest text. Whether a text is JSON is not looked at.
class JsonSequence
{
public:
    explicit JsonSequence(qint64 longest = 1 << 20) : m_longest(longest) {}

    /// Appends the texts that the piece completes.
    void feed(QByteArrayView piece, std::vector<async::Line> &texts);
    /// The sequence has ended: appends what there is of the last text.
    void finish(std::vector<async::Line> &texts);

private:
    void take(QByteArrayView part);
    void give(bool isWhole, std::vector<async::Line> &texts);

    qint64 m_longest;
    QByteArray m_text;
    qint64 m_length = 0;
    int m_depth = 0;
    bool m_isInString = false;
    bool m_isEscaped = false;
    bool m_hasContent = false;
};

/// The same as an iterator; an error of the pieces comes through after what there is of the last text.
async::AsyncIterator<async::Line> jsonSequence(async::AsyncIterator<QByteArray> pieces);

} // namespace livebelt
