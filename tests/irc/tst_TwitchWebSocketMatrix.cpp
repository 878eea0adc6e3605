// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/irc/TwitchPeer.h"
#include "tests/matrix/FeedMatrix.h"

int main(int argc, char *argv[])
{
    using namespace livebelt::test;
    return runMatrix(argc, argv, [] { return std::make_unique<TwitchPeer>(FakeTwitch::Way::WebSocket); });
}
