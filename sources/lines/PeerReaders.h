// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/lines/DatagramSocket.h"
#include "sources/lines/PeerTag.h"
#include "sources/parse/Reader.h"

#include <QCache>

namespace livebelt {

/// A parser for each of those who send datagrams, as each may have a format of its own. Bounded: who has been silent
/// longest is forgotten.
class PeerReaders
{
public:
    struct Peer
    {
        PeerTag tag;
        std::unique_ptr<Reader> reader;
    };

    /// isOne: all come from one and the same, who need not be named.
    PeerReaders(ParserOptions options, bool isOne);

    /// Valid until the next call.
    Peer &of(const Datagram &datagram);

private:
    std::unique_ptr<Peer> make(PeerTag tag) const;

    using Key = std::pair<QHostAddress, quint16>;
    ParserOptions m_options;
    std::unique_ptr<Peer> m_one;
    QCache<Key, Peer> m_peers;
    Key m_lastKey;
    Peer *m_last = nullptr;
};

} // namespace livebelt
