// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/Feed.h"

namespace livebelt {

using namespace Qt::StringLiterals;

void Feed::continueAfter(const ResumePoints &) {}

void Feed::stored(quint64) {}

async::Task<Result<void>> Feed::send(Outgoing)
{
    co_return Failure{u"Nothing can be sent to this kind of feed"_s};
}

} // namespace livebelt
