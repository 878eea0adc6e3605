// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/UsualNames.h"

#include <QByteArray>
#include <QHashFunctions>
#include <unordered_map>

namespace livebelt {

/// usualMeaning() of names that come again and again, looked up once each. Of feeds that make up names without end it
/// keeps no more than mostNames. One thread at a time.
class KnownMeanings
{
public:
    static constexpr size_t mostNames = 4096;

    Meaning of(QByteArrayView name);
    size_t size() const { return m_meanings.size(); }

private:
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(QByteArrayView name) const { return qHash(name, 0); }
    };
    struct Equal
    {
        using is_transparent = void;
        bool operator()(QByteArrayView a, QByteArrayView b) const { return a == b; }
    };
    std::unordered_map<QByteArray, Meaning, Hash, Equal> m_meanings;
};

} // namespace livebelt
