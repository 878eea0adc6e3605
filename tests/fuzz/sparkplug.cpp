// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/SparkplugPayload.h"
#include "tests/fuzz/PayloadText.h"

using namespace livebelt;
using namespace livebelt::test;

/// A birth, and the same as data.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    SparkplugReader reader;
    const QByteArrayView payload = bytesOf(data, size);
    for (const auto *topic : {"spBv1.0/g/NBIRTH/n", "spBv1.0/g/NDATA/n", ""})
        checkPayload(payload, reader.toJson(topic, payload), 1 << 20);
    return 0;
}
