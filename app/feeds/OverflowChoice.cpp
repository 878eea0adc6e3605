// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/OverflowChoice.h"

#include "sources/feed/Parameters.h"

namespace livebelt {

using namespace Qt::StringLiterals;

FeedParameter overflowParameter(const FeedKind &kind)
{
    const QList<FeedParameter> parameters =
        Parameters()
            .choice("overflow", "While the capture is behind",
                    "block: the other side waits. drop: the oldest items make room, and are counted.",
                    {"block", "drop"})
            .fallback(kind.overflow == async::Overflow::Block ? "block" : "drop");
    return parameters.first();
}

Result<async::Overflow> chosenOverflow(const FeedKind &kind, const FeedAddress &address)
{
    const QString choice = address.query(u"overflow"_s);
    if (choice == u"block")
        return async::Overflow::Block;
    if (choice == u"drop")
        return async::Overflow::DropOldest;
    if (!choice.isEmpty())
        return Failure{u"overflow= takes block or drop, not “%1”"_s.arg(choice)};
    const bool mayNotDrop = kind.acknowledges && kind.acknowledges(address);
    return mayNotDrop ? async::Overflow::Block : kind.overflow;
}

} // namespace livebelt
