// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journal/JournalPeer.h"
#include "tests/matrix/FeedMatrix.h"

int main(int argc, char *argv[])
{
    return livebelt::test::runMatrix(argc, argv, [] { return std::make_unique<livebelt::test::JournalPeer>(); });
}
