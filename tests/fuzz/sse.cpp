// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/SseParser.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

namespace {

constexpr qint64 longest = 64;

std::vector<SseEvent> eventsOf(QByteArrayView stream, qsizetype piece)
{
    SseParser parser({}, longest);
    std::vector<SseEvent> events;
    for (qsizetype at = 0; at < stream.size(); at += piece)
        parser.feed(stream.sliced(at, qMin(piece, stream.size() - at)), events);
    return events;
}

} // namespace

/// The first byte is the size of the pieces: they must not matter.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView stream = bytesOf(data + 1, size - 1);
    const std::vector<SseEvent> whole = eventsOf(stream, stream.size()), cut = eventsOf(stream, 1 + data[0] % 16);
    insist(whole.size() == cut.size(), "any pieces give as many events");
    for (size_t i = 0; i < whole.size(); ++i) {
        insist(whole[i].data == cut[i].data && whole[i].type == cut[i].type && whole[i].id == cut[i].id &&
                   whole[i].length == cut[i].length,
               "any pieces give the same events");
        insist(whole[i].data.size() <= whole[i].length, "nothing is made up");
        insist(!whole[i].id.contains('\0'), "an id has no NUL");
    }
    return 0;
}
