// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/values/LevelText.h"

#include "sources/parse/values/ByteCursor.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

struct LevelWord
{
    std::string_view word;
    Level level;
};

constexpr std::array levelWords{
    LevelWord{"alert", Level::Fatal},        LevelWord{"all", Level::Trace},    LevelWord{"alrt", Level::Fatal},
    LevelWord{"config", Level::Debug},       LevelWord{"crit", Level::Fatal},   LevelWord{"critical", Level::Fatal},
    LevelWord{"crt", Level::Fatal},          LevelWord{"dbg", Level::Debug},    LevelWord{"dbug", Level::Debug},
    LevelWord{"debg", Level::Debug},         LevelWord{"debug", Level::Debug},  LevelWord{"debug1", Level::Debug},
    LevelWord{"debug2", Level::Debug},       LevelWord{"debug3", Level::Trace}, LevelWord{"debug4", Level::Trace},
    LevelWord{"debug5", Level::Trace},       LevelWord{"detail", Level::Info},  LevelWord{"dpanic", Level::Fatal},
    LevelWord{"eer", Level::Error},          LevelWord{"emerg", Level::Fatal},  LevelWord{"emergency", Level::Fatal},
    LevelWord{"emrg", Level::Fatal},         LevelWord{"eror", Level::Error},   LevelWord{"err", Level::Error},
    LevelWord{"erro", Level::Error},         LevelWord{"error", Level::Error},  LevelWord{"exception", Level::Error},
    LevelWord{"fail", Level::Error},         LevelWord{"failed", Level::Error}, LevelWord{"failure", Level::Error},
    LevelWord{"fata", Level::Fatal},         LevelWord{"fatal", Level::Fatal},  LevelWord{"fine", Level::Debug},
    LevelWord{"finer", Level::Trace},        LevelWord{"finest", Level::Trace}, LevelWord{"ftl", Level::Fatal},
    LevelWord{"hint", Level::Info},          LevelWord{"http", Level::Debug},   LevelWord{"inf", Level::Info},
    LevelWord{"info", Level::Info},          LevelWord{"inform", Level::Info},  LevelWord{"information", Level::Info},
    LevelWord{"informational", Level::Info}, LevelWord{"log", Level::Info},     LevelWord{"message", Level::Info},
    LevelWord{"msg", Level::Info},           LevelWord{"normal", Level::Info},  LevelWord{"note", Level::Info},
    LevelWord{"notice", Level::Info},        LevelWord{"ntc", Level::Info},     LevelWord{"panic", Level::Fatal},
    LevelWord{"severe", Level::Error},       LevelWord{"silly", Level::Trace},  LevelWord{"statement", Level::Info},
    LevelWord{"success", Level::Info},       LevelWord{"system", Level::Info},  LevelWord{"trace", Level::Trace},
    LevelWord{"trc", Level::Trace},          LevelWord{"trce", Level::Trace},   LevelWord{"verb", Level::Trace},
    LevelWord{"verbose", Level::Trace},      LevelWord{"vrb", Level::Trace},    LevelWord{"warn", Level::Warn},
    LevelWord{"warning", Level::Warn},       LevelWord{"wrn", Level::Warn},
};

constexpr bool areSorted = std::is_sorted(levelWords.begin(), levelWords.end(),
                                          [](const LevelWord &a, const LevelWord &b) { return a.word < b.word; });
static_assert(areSorted);

Level bySteps(qint64 number, qint64 first, std::initializer_list<Level> levels)
{
    const qint64 index = number / first - 1;
    return index < 0 || index >= qint64(levels.size()) ? Level::None : levels.begin()[index];
}

Level javaLevel(qint64 number)
{
    constexpr qint64 loggingMost = 1000, logbackFirst = 5000, logbackMost = 50'000;
    if (number >= logbackFirst && number <= logbackMost)
        return number < 10'000
                   ? Level::Trace
                   : bySteps(number, 10'000, {Level::Debug, Level::Info, Level::Warn, Level::Error, Level::Fatal});
    if (number < 300 || number > loggingMost)
        return Level::None;
    if (number < 500)
        return Level::Trace;
    if (number < 800)
        return Level::Debug;
    return number < 900 ? Level::Info : number < loggingMost ? Level::Warn : Level::Error;
}

Level syslogLevel(qint64 number)
{
    constexpr std::array levels{Level::Fatal, Level::Fatal, Level::Fatal, Level::Error,
                                Level::Warn,  Level::Info,  Level::Info,  Level::Debug};
    return number < 0 || number >= qint64(levels.size()) ? Level::None : levels[size_t(number)];
}

Level pinoLevel(qint64 number)
{
    return bySteps(number, 10, {Level::Trace, Level::Debug, Level::Info, Level::Warn, Level::Error, Level::Fatal});
}

} // namespace

std::optional<LevelScale> levelScaleFromName(QByteArrayView name)
{
    constexpr std::array<QByteArrayView, 7> names{"usual", "syslog", "priority", "pino", "python", "java", "otel"};
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(LevelScale(found - names.begin()));
}

Level levelFromNumber(qint64 number, LevelScale scale)
{
    switch (scale) {
    case LevelScale::Usual:
        if (number < 8)
            return syslogLevel(number);
        return number < 100 ? pinoLevel(number) : javaLevel(number);
    case LevelScale::Syslog:
        return syslogLevel(number);
    case LevelScale::Priority:
        return number >= 0 && number < 192 ? syslogLevel(number % 8) : Level::None;
    case LevelScale::Pino:
        return pinoLevel(number);
    case LevelScale::Python:
        return bySteps(number, 10, {Level::Debug, Level::Info, Level::Warn, Level::Error, Level::Fatal});
    case LevelScale::Java:
        return javaLevel(number);
    case LevelScale::Otel:
        return number < 1 ? Level::None
                          : bySteps(number + 3, 4,
                                    {Level::Trace, Level::Debug, Level::Info, Level::Warn, Level::Error, Level::Fatal});
    }
    return Level::None;
}

Level levelFromLetter(char letter)
{
    switch (letter) {
    case 'T':
    case 'V':
        return Level::Trace;
    case 'D':
        return Level::Debug;
    case 'I':
    case 'N':
        return Level::Info;
    case 'W':
        return Level::Warn;
    case 'E':
        return Level::Error;
    case 'A':
    case 'C':
    case 'F':
    case 'P':
        return Level::Fatal;
    default:
        return Level::None;
    }
}

Level levelFromText(QByteArrayView word, LevelScale scale)
{
    constexpr QByteArrayView around(" \t[](){}<>:|,\"'");
    while (!word.isEmpty() && around.contains(word.front()))
        word = word.sliced(1);
    while (!word.isEmpty() && around.contains(word.back()))
        word.chop(1);
    constexpr qsizetype longest = 16;
    if (word.isEmpty() || word.size() > longest)
        return Level::None;
    if (isAsciiDigit(word.front())) {
        ByteCursor cursor(word);
        const qint64 number = cursor.number(1, 9);
        return cursor.isAtEnd() ? levelFromNumber(number, scale) : Level::None;
    }
    std::array<char, longest> lower{};
    std::transform(word.begin(), word.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c | ' ') : c; });
    const std::string_view wanted(lower.data(), size_t(word.size()));
    if (wanted.size() == 1)
        return levelFromLetter(char(lower[0] & ~' '));
    const auto found = std::lower_bound(levelWords.begin(), levelWords.end(), wanted,
                                        [](const LevelWord &a, std::string_view b) { return a.word < b; });
    return found != levelWords.end() && found->word == wanted ? found->level : Level::None;
}

} // namespace livebelt
