// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/Filter.h"
#include "model/filter/FilterPrinter.h"
#include "model/records/Record.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

/// What a person types to find something.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QString text = QString::fromUtf8(bytesOf(data, size));
    const FilterClock clock{1'780'000'000'000'000, QTimeZone(3600)};
    const FilterReading reading = Filter::read(text, clock);
    for (const FilterRemark &remark : reading.remarks)
        insist(remark.at >= 0 && remark.length > 0 && remark.at < text.size(), "a remark is about something");
    if (reading.error) {
        insist(!reading.error->sentence.isEmpty(), "a failure says why");
        insist(reading.error->at >= 0 && reading.error->at <= text.size() && reading.error->length > 0, "and where");
        insist(!pointedOut(*reading.error, text).isEmpty(), "and can be shown");
        return 0;
    }
    Record record;
    record.text = "out of memory: 12:30 Ä";
    record.subject = "alice";
    record.value = 21.5;
    record.fields = R"({"room":"kitchen","n":5,"e":"a\"b"})";
    const Filter &filter = reading.filter;
    const bool matches = filter.matches(record, "irc");
    insist(!filter.isEmpty() || matches, "an empty filter matches everything");
    const QString print = printed(filter.term());
    const FilterReading again = Filter::read(print, clock);
    insist(!again.error && again.filter == filter, "what is printed reads back the same");
    insist(again.filter.matches(record, "irc") == matches, "and says the same");
    return 0;
}
