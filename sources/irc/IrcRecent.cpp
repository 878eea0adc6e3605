// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcRecent.h"

namespace livebelt {

namespace {

/// FNV-1a (draft-eastlake-fnv), with a byte between the parts that none of them holds.
class Fnv
{
public:
    void add(QByteArrayView part)
    {
        for (const char c : part)
            add(c);
        add('\0');
    }
    quint64 value() const { return m_value; }

private:
    void add(char c) { m_value = (m_value ^ static_cast<unsigned char>(c)) * 0x100000001b3; }
    quint64 m_value = 0xcbf29ce484222325;
};

} // namespace

quint64 IrcRecent::hash(const IrcMessage &message, qint64 time, QByteArrayView id)
{
    Fnv fnv;
    if (!id.isEmpty()) {
        fnv.add(id);
        return fnv.value();
    }
    fnv.add(message.nick);
    fnv.add(message.command);
    for (qsizetype i = 0; i < message.count(); ++i)
        fnv.add(message.parameter(i));
    fnv.add(QByteArrayView(reinterpret_cast<const char *>(&time), sizeof time));
    return fnv.value();
}

void IrcRecent::beginReplay()
{
    m_known.clear();
    for (size_t i = 0; i < std::min(m_count, m_ring.size()); ++i)
        ++m_known[m_ring[i]];
}

bool IrcRecent::isKnown(quint64 hash, bool hasId)
{
    const auto known = m_known.find(hash);
    if (known == m_known.end()) {
        if (hasId)
            m_known.insert(hash, 1);
        return false;
    }
    if (!hasId && --*known == 0)
        m_known.erase(known);
    return true;
}

} // namespace livebelt
