// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/FormatCheck.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

/// The file of a format, as a person writes it.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray json = bytesOf(data, size).toByteArray();
    const auto format = LogFormat::from(json);
    insist(format || format.error().startsWith(QStringLiteral("line ")), "what is wrong has a place");
    if (format)
        checkFormat(**format, json);
    return 0;
}
