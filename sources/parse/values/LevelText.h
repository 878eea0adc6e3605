// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Level.h"

namespace livebelt {

/// What a number for a level counts in.
enum class LevelScale : quint8 {
    Usual,    ///< 0 to 7 as Syslog; 10 to 60 as Pino; 1000 and more as Java
    Syslog,   ///< 0 emergency to 7 debug: journal, GELF, kernel
    Priority, ///< facility * 8 + Syslog: the <34> before a message
    Pino,     ///< 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal: Bunyan too
    Python,   ///< 10 debug, 20 info, 30 warning, 40 error, 50 critical
    Java,     ///< 300 to 1000 of java.util.logging, 5000 to 50000 of Logback
    Otel      ///< 1 to 24 of OpenTelemetry
};

std::optional<LevelScale> levelScaleFromName(QByteArrayView name);

/// The level that a program's word stands for, in any case and with brackets, colons or blanks around it: "warning",
/// "[WARN]", "Severe:", "W", "crit", a number (LevelScale). None where it is not known.
Level levelFromText(QByteArrayView word, LevelScale scale = LevelScale::Usual);
/// None where the number is not on the scale. What lies between two levels is the lower one.
Level levelFromNumber(qint64 number, LevelScale scale = LevelScale::Usual);
/// By the letter that glog, logcat, Redis' modules and many others begin a line with: T V D I N W E C F A P.
Level levelFromLetter(char letter);

} // namespace livebelt
