// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sql/OdbcFile.h"
#include "tests/sql/ServerPeer.h"

int main(int argc, char *argv[])
{
    using namespace livebelt::test;
    OdbcFile server;
    return runMatrix(argc, argv, [&server] { return std::make_unique<ServerPeer<OdbcFile>>(server); });
}
