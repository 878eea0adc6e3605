// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/matrix/FeedMatrix.h"
#include "tests/websocket/WebSocketPeer.h"

int main(int argc, char *argv[])
{
    using livebelt::test::WebSocketPeer;
    return livebelt::test::runMatrix(argc, argv,
                                     [] { return std::make_unique<WebSocketPeer>(WebSocketPeer::Program::Node); });
}
