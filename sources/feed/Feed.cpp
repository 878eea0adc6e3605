// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/Feed.h"

namespace livebelt {

using namespace Qt::StringLiterals;

async::Task<Result<void>> Feed::send(Outgoing)
{
    co_return Failure{u"Nothing can be sent to this kind of feed"_s};
}

} // namespace livebelt
