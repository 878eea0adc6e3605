// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sql/ServerPeer.h"
#include "tests/sql/SqliteFile.h"

int main(int argc, char *argv[])
{
    using namespace livebelt::test;
    SqliteFile server;
    return runMatrix(argc, argv, [&server] { return std::make_unique<ServerPeer<SqliteFile>>(server); });
}
