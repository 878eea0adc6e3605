// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpKinds.h"
#include "tests/http/StreamPeer.h"
#include "tests/matrix/FeedMatrix.h"

int main(int argc, char *argv[])
{
    using namespace livebelt;
    const auto makePeer = [] { return std::make_unique<test::StreamPeer>(ndjsonKind(), QStringLiteral("seq")); };
    return test::runMatrix(argc, argv, makePeer);
}
