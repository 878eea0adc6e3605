// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Quantity.h"
#include "sources/parse/readings/SensorText.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArrayView line = bytesOf(data, size);
    const SensorText text = readSensorText(line);
    insist(text.score >= 0 && text.score <= 100, "a score is of 100");
    insist((text.score == 0) == text.values.empty(), "what has a score has values");
    insist(text.values.size() <= 512, "there is a bound");
    for (const SensorValue &value : text.values) {
        insist(!value.name.isEmpty(), "each has a name");
        const char last = value.number.isEmpty() ? ' ' : char(value.number.back() | 0x20);
        insist(plainNumber(value.number) || QByteArrayView("nfy").contains(last) || value.number.contains('e') ||
                   value.number.contains('E'),
               "each is a number, an infinity or none, or beyond what a double holds");
    }
    return 0;
}
