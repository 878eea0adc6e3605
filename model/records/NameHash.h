// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <cstring>

namespace livebelt {

/// For tables of names in std containers, which may be asked with a view. Cheaper than qHash() for what is as short as
/// names are, and as it is, nobody who sends names knows which of them meet.
struct NameHash
{
    using is_transparent = void;

    size_t operator()(QByteArrayView name) const { return add(QHashSeed::globalSeed(), name); }
    /// Of a name that goes on.
    static size_t add(size_t hash, QByteArrayView name)
    {
        const char *at = name.data(), *const end = at + name.size();
        hash = mixed(hash, quint64(name.size()));
        for (; end - at >= 8; at += 8) {
            quint64 word = 0;
            std::memcpy(&word, at, sizeof(word));
            hash = mixed(hash, word);
        }
        quint64 rest = 0;
        for (int shift = 0; at < end; ++at, shift += 8)
            rest |= quint64(static_cast<unsigned char>(*at)) << shift;
        return mixed(hash, rest);
    }

private:
    static size_t mixed(size_t hash, quint64 word)
    {
        quint64 mix = (hash ^ word) * 0x9fb21c651e98df25ULL;
        mix ^= mix >> 29;
        mix *= 0xd6e8feb86659fd93ULL;
        return size_t(mix ^ (mix >> 32));
    }
};

struct SameName
{
    using is_transparent = void;
    bool operator()(QByteArrayView a, QByteArrayView b) const { return a == b; }
};

} // namespace livebelt
