// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/Filter.h"
#include "model/records/Record.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

/// What a person types to find something.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QString text = QString::fromUtf8(bytesOf(data, size));
    const Result<Filter> filter = Filter::parse(text);
    if (!filter) {
        insist(!filter.error().isEmpty(), "a failure says why");
        return 0;
    }
    Record record;
    record.text = "out of memory: 12:30 Ä";
    record.subject = "alice";
    record.value = 21.5;
    record.fields = R"({"room":"kitchen","n":5,"e":"a\"b"})";
    const bool matches = filter->matches(record, "irc");
    const Result<Filter> again = Filter::parse(filter->toString());
    insist(again && again->matches(record, "irc") == matches, "a filter is read back");
    insist(!filter->isEmpty() || matches, "an empty filter matches everything");
    return 0;
}
