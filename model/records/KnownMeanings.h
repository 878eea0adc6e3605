// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/NameHash.h"
#include "model/records/UsualNames.h"

#include <QByteArray>
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
    std::unordered_map<QByteArray, Meaning, NameHash, SameName> m_meanings;
};

} // namespace livebelt
