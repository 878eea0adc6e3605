// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sql/PostgresServer.h"
#include "tests/sql/ServerPeer.h"

int main(int argc, char *argv[])
{
    using namespace livebelt::test;
    PostgresServer server;
    return runMatrix(argc, argv, [&server] { return std::make_unique<ServerPeer<PostgresServer>>(server); });
}
