// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpTime.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

QString durationText(milliseconds duration)
{
    const double seconds = double(duration.count()) / 1e3;
    if (seconds < 120)
        return u"%1 s"_s.arg(seconds);
    return seconds < 7200 ? u"%1 min"_s.arg(seconds / 60) : u"%1 h"_s.arg(seconds / 3600);
}

} // namespace livebelt
