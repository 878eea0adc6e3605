// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/unpack/PayloadUnpacker.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

/// The first byte says how it is packed.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    constexpr qsizetype most = 1 << 20;
    if (size < 1)
        return 0;
    const auto result = unpackedPayload(Packing(1 + data[0] % 4), bytesOf(data + 1, size - 1), most);
    insist(result ? result->size() <= most : !result.error().isEmpty(), "there is a bound, or a reason");
    return 0;
}
