// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayCommand.h"

#include <cmath>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr double fastest = 10'000, slowest = 0.01;
} // namespace

Result<double> replaySpeed(const QString &text)
{
    if (text == u"max")
        return 0.0;
    bool isNumber = false;
    const double speed = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(speed) || speed > fastest || (speed < slowest && speed != 0))
        return Failure{u"speed is from 0.01 to 10000 times the original, or max, not “%1”"_s.arg(text)};
    return speed;
}

Result<ReplayCommand> ReplayCommand::from(const QString &text)
{
    const QString line = text.simplified();
    const QString word = line.section(u' ', 0, 0).toLower(), rest = line.section(u' ', 1);
    ReplayCommand command;
    if (word == u"pause" && rest.isEmpty())
        return command;
    if (word == u"resume" && rest.isEmpty()) {
        command.kind = Kind::Resume;
        return command;
    }
    if (word == u"speed") {
        const auto speed = replaySpeed(rest);
        if (!speed)
            return Failure{speed.error()};
        command.kind = Kind::Speed;
        command.speed = *speed;
        return command;
    }
    if (word == u"seek") {
        const auto place = ReplayPlace::from(rest);
        if (!place)
            return Failure{place.error()};
        command.kind = Kind::Seek;
        command.place = *place;
        return command;
    }
    return Failure{
        u"“%1” is nothing a replay can do: write pause, resume, speed 4, speed max, seek 12:30:00, seek -30s or "
        "seek seq:120"_s.arg(line)};
}

} // namespace livebelt
