// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/matrix/FeedMatrix.h"
#include "tests/nats/NatsPeer.h"

int main(int argc, char *argv[])
{
    using livebelt::test::NatsPeer;
    return livebelt::test::runMatrix(argc, argv, [] { return std::make_unique<NatsPeer>(NatsPeer::Way::Stream); });
}
