// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcMessage.h"

#include <QHash>
#include <array>

namespace livebelt {

/// The last 2048 messages of a feed, hashed: what is played back is told from what has come already. A hash is the same
/// in every run of the program.
class IrcRecent
{
public:
    /// By its msgid; without one by who said what where at which time, in microseconds.
    static quint64 hash(const IrcMessage &message, qint64 time, QByteArrayView id);

    void add(quint64 hash) { m_ring[m_count++ % m_ring.size()] = hash; }
    /// Something is about to be played back.
    void beginReplay();
    /// Whether it has come already. Messages with an id are different ones; without an id two may be alike, and each is
    /// known once.
    bool isKnown(quint64 hash, bool hasId);

private:
    std::array<quint64, 2048> m_ring{};
    size_t m_count = 0;
    QHash<quint64, int> m_known; ///< m_ring as the replay began, and how often each is in it
};

} // namespace livebelt
