// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Record.h"
#include "sources/parse/values/TimeReader.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

/// The first line is a format of a person, the rest a text: with the format and without, in a zone whose clocks are
/// set.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const ZoneRule zone = *ZoneRule::from("Europe/Berlin");
    constexpr qint64 reference = 1'796'000'000'000'000, day = 86'400'000'000;
    const QByteArrayView input = bytesOf(data, size);
    const qsizetype end = qMax(input.indexOf('\n'), qsizetype(0));
    const QByteArrayView text = input.sliced(qMin(end + 1, input.size()));
    const auto check = [text](TimeReader reader) {
        const auto time = reader.read(text, reference);
        if (!time)
            return;
        insist(time->used > 0 && time->used <= text.size(), "no more is used than there is");
        insist(time->nanos >= 0 && time->nanos < 1000, "nanoseconds are below a microsecond");
        const auto alone = reader.read(text, noTime);
        insist(alone ? alone->time == time->time : time->time <= reference + day, "what is completed is not later");
    };
    check(TimeReader(zone));
    check(TimeReader(ZoneRule::fixed(3600)));
    if (auto own = TimeReader::from("UTC", input.first(end)); own && end > 0)
        check(*own);
    static_cast<void>(ZoneRule::from(text));
    return 0;
}
