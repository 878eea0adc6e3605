// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterNames.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

constexpr std::array names{
    FilterName{"subject", FilterPlace::Subject, false, "author, topic, sensor or table"},
    FilterName{"text", FilterPlace::Text, false, "what a person reads"},
    FilterName{"level", FilterPlace::Level, false, "trace, debug, info, warn, error or fatal"},
    FilterName{"value", FilterPlace::Value, false, "the record's number"},
    FilterName{"unit", FilterPlace::Unit, false, "the unit of its number"},
    FilterName{"kind", FilterPlace::Kind, false, "message, measurement, event, row or notice"},
    FilterName{"feed", FilterPlace::Feed, false, "the name of the feed"},
    FilterName{"time", FilterPlace::Time, false, "when it happened"},
    FilterName{"received", FilterPlace::Received, false, "when it arrived"},
    FilterName{"raw", FilterPlace::Raw, false, "the bytes that arrived"},
    FilterName{"seq", FilterPlace::Seq, false, "its number in the feed"},
    FilterName{"size", FilterPlace::Size, true, "how many bytes arrived"},
    // What the kinds of feeds call it that is the subject of a record.
    FilterName{"from", FilterPlace::Subject, true, "the subject"},
    FilterName{"author", FilterPlace::Subject, true, "the subject"},
    FilterName{"nick", FilterPlace::Subject, true, "the subject"},
    FilterName{"sender", FilterPlace::Subject, true, "the subject"},
    FilterName{"topic", FilterPlace::Subject, true, "the subject"},
    FilterName{"channel", FilterPlace::Subject, true, "the subject"},
    FilterName{"event", FilterPlace::Subject, true, "the subject"},
    FilterName{"sensor", FilterPlace::Subject, true, "the subject"},
    FilterName{"table", FilterPlace::Subject, true, "the subject"},
};

struct LevelWord
{
    const char *word;
    Level level;
};

constexpr std::array levelWords{
    LevelWord{"none", Level::None},      LevelWord{"trace", Level::Trace},     LevelWord{"verbose", Level::Trace},
    LevelWord{"debug", Level::Debug},    LevelWord{"info", Level::Info},       LevelWord{"information", Level::Info},
    LevelWord{"notice", Level::Info},    LevelWord{"warn", Level::Warn},       LevelWord{"warning", Level::Warn},
    LevelWord{"error", Level::Error},    LevelWord{"err", Level::Error},       LevelWord{"fatal", Level::Fatal},
    LevelWord{"critical", Level::Fatal}, LevelWord{"crit", Level::Fatal},      LevelWord{"alert", Level::Fatal},
    LevelWord{"emerg", Level::Fatal},    LevelWord{"emergency", Level::Fatal}, LevelWord{"panic", Level::Fatal},
};

} // namespace

std::span<const FilterName> filterNames()
{
    return names;
}

const FilterName *filterName(const QString &name)
{
    const auto found = std::find_if(names.begin(), names.end(), [&](const FilterName &known) {
        return name.compare(QLatin1StringView(known.name), Qt::CaseInsensitive) == 0;
    });
    return found == names.end() ? nullptr : &*found;
}

std::optional<Level> levelOf(const QString &word)
{
    const auto found = std::find_if(levelWords.begin(), levelWords.end(), [&](const LevelWord &known) {
        return word.compare(QLatin1StringView(known.word), Qt::CaseInsensitive) == 0;
    });
    return found == levelWords.end() ? std::nullopt : std::optional(found->level);
}

} // namespace livebelt
