// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/Input.h"
#include "tests/fuzz/ParsedItems.h"

using namespace livebelt::test;

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    parseItems(QStringLiteral("nmea"), bytesOf(data, size));
    return 0;
}
