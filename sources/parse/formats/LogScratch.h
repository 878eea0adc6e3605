// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <deque>
#include <simdjson.h>
#include <vector>

namespace livebelt {

/// What a reading needs besides what it shows; grows to what its records need, and stays.
struct LogScratch
{
    std::vector<QByteArrayView> values; ///< of a pattern's groups
    simdjson::ondemand::parser parser;
    std::string padded;            ///< the JSON
    std::deque<std::string> names; ///< of nested values: "user.id"
    size_t nameCount = 0;

    QByteArrayView keep(std::string name)
    {
        if (nameCount == names.size())
            names.emplace_back();
        std::string &kept = names[nameCount++];
        kept = std::move(name);
        return QByteArrayView(kept.data(), qsizetype(kept.size()));
    }
};

} // namespace livebelt
