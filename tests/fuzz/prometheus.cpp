// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/PrometheusText.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    PrometheusText reader;
    for (const QByteArray &line : bytesOf(data, size).toByteArray().split('\n')) {
        const auto kind = reader.read(line);
        insist(reader.score() >= 0 && reader.score() <= 100, "a score is of 100");
        if (kind != PrometheusText::Line::Sample)
            continue;
        insist(!reader.sample().name.isEmpty() && !reader.sample().value.isEmpty(), "a sample has a name and a value");
        (void)reader.sample().time();
        (void)reader.family(reader.sample().name);
    }
    return 0;
}
