// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>
#include <atomic>

namespace livebelt {

/// The standard output of a command. Waits for a reader that is slow, as any filter does.
class StandardOutput
{
public:
    StandardOutput();
    Q_DISABLE_COPY_MOVE(StandardOutput)

    /// Writes all of it: false where nobody reads it any more, or it was given up. One thread at a time.
    bool write(QByteArrayView text);
    /// From now on a second in which nothing is read is enough to give up: the person wants to leave. Any thread.
    void hurry() { m_isHurried = true; }
    /// Whether something was left out for want of a reader. Any thread.
    bool isGivenUp() const { return m_isGivenUp; }

private:
    const qsizetype m_piece; ///< bytes that may be written at once
    std::atomic<bool> m_isHurried = false;
    std::atomic<bool> m_isGivenUp = false;
};

} // namespace livebelt
