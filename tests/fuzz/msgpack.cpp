// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/MessagePackPayload.h"
#include "tests/fuzz/PayloadText.h"

using namespace livebelt::test;

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    checkPayload(bytesOf(data, size), livebelt::messagePackToJson(bytesOf(data, size)));
    return 0;
}
