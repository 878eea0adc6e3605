// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/PollPeer.h"
#include "tests/matrix/FeedMatrix.h"

int main(int argc, char *argv[])
{
    using namespace livebelt;
    return test::runMatrix(argc, argv, [] { return std::make_unique<test::PollPeer>(); });
}
