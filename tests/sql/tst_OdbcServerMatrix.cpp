// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sql/OdbcServer.h"
#include "tests/sql/ServerPeer.h"

int main(int argc, char *argv[])
{
    using namespace livebelt::test;
    OdbcServer server;
    return runMatrix(argc, argv, [&server] { return std::make_unique<ServerPeer<OdbcServer>>(server); });
}
