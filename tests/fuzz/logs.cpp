// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/LineJoiner.h"
#include "sources/parse/formats/LogFormats.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

namespace {

constexpr qint64 reference = 1'796'000'000'000'000;

void checkReading(const LogFormats::Format &format, QByteArrayView record)
{
    static LogReading reading;
    static const ZoneRule zone = ZoneRule::fixed(3600);
    if (!LogReader(format, zone).read(record, reference, reading))
        return;
    const QByteArrayView text = reading.part(LogRole::Text);
    insist(!text.isNull(), "a text is never null");
    if (format->description().kind == FormatDescription::Kind::Json)
        return;
    const auto isWithin = [record](QByteArrayView part) {
        return part.isNull() || (part.begin() >= record.begin() && part.end() <= record.end());
    };
    for (const LogRole role : {LogRole::Time, LogRole::Level, LogRole::Subject, LogRole::Text})
        insist(isWithin(reading.part(role)), "what is read stands in the record");
    for (const LogReading::Field &field : reading.fields)
        insist(isWithin(field.value), "what is read stands in the record");
}

void checkJoining(QByteArrayView input, const Continuation &continuation)
{
    constexpr int mostLines = 5;
    LineJoiner joiner({.lines = mostLines, .bytes = 200});
    int lines = 0;
    for (const QByteArray &line : input.toByteArray().split('\n')) {
        const auto answer = lines == 0 ? LineJoiner::Answer::No : joiner.ask(line, 0);
        if (answer == LineJoiner::Answer::Yes)
            joiner.add(line);
        else if (answer == LineJoiner::Answer::Beyond)
            joiner.beginBeyond(line, 0);
        else
            joiner.begin(line, continuation, 0);
        lines = answer == LineJoiner::Answer::Yes ? lines + 1 : 1;
        insist(lines <= mostLines, "no more lines than the bound");
    }
}

} // namespace

/// Lines of any format: each is told quickly what it is told slowly, read by what it may be, and joined within bounds.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const LogFormats formats;
    const QByteArrayView input = bytesOf(data, size);
    std::vector<LogFormats::Format> found;
    formats.candidates(input.first(qMax(input.indexOf('\n'), qsizetype(0))), found);
    const LogFormats::Format format = found.empty() ? nullptr : found.front();
    for (const LogFormats::Format &each : found)
        checkReading(each, input);

    for (qsizetype at = 0; at < input.size();) {
        const qsizetype end = input.indexOf('\n', at);
        const qsizetype next = end < 0 ? input.size() : end + 1;
        const QByteArrayView line = input.sliced(at, (end < 0 ? input.size() : end) - at);
        formats.candidates(line, found);
        for (const LogFormats::Format &each : found)
            insist(each->description().kind == FormatDescription::Kind::Json ||
                       each->starts(line.endsWith('\r') ? line.chopped(1) : line),
                   "a candidate may begin with the line");
        at = next;
    }
    const Continuation onlyTraces;
    checkJoining(input, format ? format->continuation() : onlyTraces);
    return 0;
}
