// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lines/LinesFeeds.h"

namespace livebelt::test {

FeedKind linesKind(const QString &scheme)
{
    for (const FeedKind &kind : linesKinds()) {
        if (kind.description.schemes.contains(scheme))
            return kind;
    }
    return {};
}

FeedKind kindOf(const QString &address)
{
    return linesKind(address.section(u':', 0, 0));
}

} // namespace livebelt::test
