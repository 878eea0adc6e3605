// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/matrix/FeedMatrix.h"
#include "tests/mqtt/MqttPeer.h"

int main(int argc, char *argv[])
{
    using livebelt::test::MqttPeer;
    return livebelt::test::runMatrix(argc, argv, [] { return std::make_unique<MqttPeer>(MqttPeer::Way::WebSocket); });
}
