// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/PeerReaders.h"

namespace livebelt {

namespace {
constexpr qsizetype mostPeers = 1024;
}

PeerReaders::PeerReaders(ParserOptions options, bool isOne) : m_options(std::move(options)), m_peers(mostPeers)
{
    if (isOne)
        m_one = make({});
}

std::unique_ptr<PeerReaders::Peer> PeerReaders::make(PeerTag tag) const
{
    return std::make_unique<Peer>(Peer{std::move(tag), std::make_unique<Reader>(m_options)});
}

PeerReaders::Peer &PeerReaders::of(const Datagram &datagram)
{
    if (m_one)
        return *m_one;
    const Key key(datagram.from, datagram.port);
    if (m_last && key == m_lastKey)
        return *m_last;
    m_last = m_peers.object(key);
    if (!m_last) {
        m_last = make(PeerTag(datagram.from, datagram.port)).release();
        m_peers.insert(key, m_last);
    }
    m_lastKey = key;
    return *m_last;
}

} // namespace livebelt
