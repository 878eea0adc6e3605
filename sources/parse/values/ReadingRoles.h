// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/UsualNames.h"
#include "sources/parse/values/LevelText.h"

#include <QByteArray>
#include <map>

namespace livebelt {

/// What the names in items of one sort stand for, as their description says; they go before the usual names. A value.
struct ReadingRoles
{
    std::map<QByteArray, Meaning> meanings; ///< by name
    std::map<QByteArray, Level> levels;     ///< words of its own for levels
    LevelScale scale = LevelScale::Usual;

    bool has(Role role) const
    {
        for (const auto &[name, meaning] : meanings) {
            if (meaning.role == role)
                return true;
        }
        return false;
    }
};

} // namespace livebelt
