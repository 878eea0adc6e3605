// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/UsualNames.h"

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
    UsualName{"updated_at", {Role::Time, 7}},
    UsualName{"last_seen", {Role::Time, 8}},
    UsualName{"last_updated", {Role::Time, 9}},
    UsualName{"last_changed", {Role::Time, 10}},
    UsualName{"time_unix", {Role::Time, 11}},
    UsualName{"ts_ms", {Role::Time, 12}},
    UsualName{"time_ms", {Role::Time, 13}},
    UsualName{"epoch", {Role::Time, 14}},
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
    UsualName{"level", {Role::Level, 0}},
    UsualName{"lvl", {Role::Level, 1}},
    UsualName{"severity", {Role::Level, 2}},
    UsualName{"loglevel", {Role::Level, 3}},
    UsualName{"log_level", {Role::Level, 4}},
    UsualName{"levelname", {Role::Level, 5}},
    UsualName{"severity_text", {Role::Level, 6}},
    UsualName{"@level", {Role::Level, 7}},
    UsualName{"@l", {Role::Level, 8}},
    UsualName{"priority", {Role::Label, 0}},
    UsualName{"facility", {Role::Label, 0}},
    UsualName{"qos", {Role::Label, 0}},
    UsualName{"retain", {Role::Label, 0}},
    UsualName{"channel_id", {Role::Label, 0}},
    UsualName{"user_id", {Role::Label, 0}},
    UsualName{"room_id", {Role::Label, 0}},
    UsualName{"uid", {Role::Label, 0}},
    UsualName{"gid", {Role::Label, 0}},
    UsualName{"uuid", {Role::Label, 0}},
    UsualName{"index", {Role::Label, 0}},
    UsualName{"row", {Role::Label, 0}},
    UsualName{"eventId", {Role::Label, 0}},
    UsualName{"event_id", {Role::Label, 0}},
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
