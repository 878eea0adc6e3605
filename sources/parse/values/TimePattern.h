// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"
#include "sources/parse/values/ByteCursor.h"

#include <QByteArray>
#include <vector>

namespace livebelt {

class ZoneRule;
struct TimeParts;

/// A time as a person describes it, in the letters of strptime: %Y %y %m %d %e %j %b %B %h %a %A %H %k %I %l %M %S %p
/// %P %z %Z %T %R %F %D %s %n %t %%, and besides %f (a fraction of a second, of any length, also %N and %L) and %Q
/// (milliseconds since 1970). A blank stands for any number of blanks; any other byte for itself. A value.
class TimePattern
{
public:
    static Result<TimePattern> from(QByteArrayView text);

    const QByteArray &text() const { return m_text; }
    /// Reads at the cursor; where it does not match, the cursor stays. A month without a day begins.
    bool read(ByteCursor &cursor, TimeParts &parts, const ZoneRule &own) const;

private:
    struct Step
    {
        char letter = 0; ///< of the directive; 0: a byte that has to be there, ' ': blanks
        char byte = 0;
    };
    struct Rest; // what is only clear at the end
    bool readStep(Step step, ByteCursor &cursor, TimeParts &parts, Rest &rest, const ZoneRule &own) const;

    QByteArray m_text;
    std::vector<Step> m_steps;
};

} // namespace livebelt
