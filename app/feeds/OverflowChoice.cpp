// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/OverflowChoice.h"

namespace livebelt {

using namespace Qt::StringLiterals;

FeedParameter overflowParameter(const FeedKind &kind)
{
    FeedParameter parameter;
    parameter.type = FeedParameter::Type::Choice;
    parameter.name = u"overflow"_s;
    parameter.label = u"While the capture is behind"_s;
    parameter.help = u"block: the other side waits. drop: the oldest items make room, and are counted."_s;
    parameter.choices = {u"block"_s, u"drop"_s};
    parameter.fallback = parameter.choices.at(kind.overflow == async::Overflow::Block ? 0 : 1);
    return parameter;
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
