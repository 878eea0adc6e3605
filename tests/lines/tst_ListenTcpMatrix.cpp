// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lines/LinesPeer.h"
#include "tests/matrix/FeedMatrix.h"

using namespace livebelt::test;

int main(int argc, char *argv[])
{
    return runMatrix(argc, argv, [] { return std::make_unique<VisitorPeer>(VisitorPeer::Program::Netcat); });
}
