// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/UsualNames.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

struct UsualName
{
    QByteArrayView name;
    Meaning meaning;
};

constexpr std::array usualNames{
    UsualName{"value", {Role::Value, 0}},
    UsualName{"val", {Role::Value, 1}},
    UsualName{"reading", {Role::Value, 2}},
    UsualName{"unit", {Role::Unit, 0}},
    UsualName{"unit_of_measurement", {Role::Unit, 1}},
    UsualName{"units", {Role::Unit, 2}},
    UsualName{"time", {Role::Time, 0}},
    UsualName{"timestamp", {Role::Time, 1}},
    UsualName{"@timestamp", {Role::Time, 2}},
    UsualName{"ts", {Role::Time, 3}},
    UsualName{"datetime", {Role::Time, 4}},
    UsualName{"created_at", {Role::Time, 5}},
    UsualName{"date", {Role::Time, 6}},
    UsualName{"message", {Role::Text, 0}},
    UsualName{"msg", {Role::Text, 1}},
    UsualName{"text", {Role::Text, 2}},
    UsualName{"short_message", {Role::Text, 3}},
    UsualName{"log", {Role::Text, 4}},
    UsualName{"topic", {Role::Subject, 0}},
    UsualName{"sensor", {Role::Subject, 1}},
    UsualName{"subject", {Role::Subject, 2}},
    UsualName{"channel", {Role::Subject, 3}},
    UsualName{"device", {Role::Subject, 4}},
    UsualName{"name", {Role::Subject, 5}},
    UsualName{"host", {Role::Subject, 6}},
    UsualName{"hostname", {Role::Subject, 7}},
    UsualName{"source", {Role::Subject, 8}},
    UsualName{"author", {Role::Subject, 9}},
    UsualName{"user", {Role::Subject, 10}},
    UsualName{"logger", {Role::Subject, 11}},
    UsualName{"level", {Role::Label, 0}},
    UsualName{"lvl", {Role::Label, 0}},
    UsualName{"severity", {Role::Label, 0}},
    UsualName{"priority", {Role::Label, 0}},
    UsualName{"id", {Role::Label, 0}},
    UsualName{"pid", {Role::Label, 0}},
    UsualName{"tid", {Role::Label, 0}},
    UsualName{"seq", {Role::Label, 0}},
    UsualName{"line", {Role::Label, 0}},
    UsualName{"port", {Role::Label, 0}},
    UsualName{"status", {Role::Label, 0}},
    UsualName{"code", {Role::Label, 0}},
    UsualName{"version", {Role::Label, 0}},
};

constexpr quint8 nestedRank = 32; // an outer "time" goes before "meta.time"

} // namespace

Meaning usualMeaning(QByteArrayView name)
{
    const QByteArrayView last = name.sliced(name.lastIndexOf('.') + 1);
    const auto found = std::find_if(usualNames.begin(), usualNames.end(), [last](const UsualName &usual) {
        return usual.name.size() == last.size() && usual.name.compare(last, Qt::CaseInsensitive) == 0;
    });
    if (found == usualNames.end())
        return {};
    return {found->meaning.role, quint8(found->meaning.rank + (last.size() < name.size() ? nestedRank : 0))};
}

} // namespace livebelt
