// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/MessageReader.h"
#include "tests/fuzz/Input.h"

#include <vector>

using namespace livebelt;
using namespace livebelt::test;

namespace {

constexpr quint64 longest = 64;

std::vector<WebSocketEvent> eventsOf(QByteArrayView stream, qsizetype piece, int options)
{
    DeflateTerms terms;
    terms.isOn = (options & 1) != 0;
    terms.keepsWindow = (options & 2) != 0;
    MessageReader reader({longest, (options & 4) != 0}, terms);
    std::vector<WebSocketEvent> events;
    for (qsizetype at = 0; at < stream.size(); at += piece) {
        reader.feed(stream.sliced(at, qMin(piece, stream.size() - at)).toByteArray());
        while (auto event = reader.next())
            events.push_back(*std::move(event));
        if (!events.empty() && events.back().kind >= WebSocketEvent::Kind::Close)
            break;
    }
    return events;
}

} // namespace

/// The first byte is the size of the pieces, which must not matter, and what was agreed on.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView stream = bytesOf(data + 1, size - 1);
    const int options = data[0] >> 5;
    const auto whole = eventsOf(stream, stream.size(), options);
    for (const WebSocketEvent &event : whole) {
        const bool isText = event.kind == WebSocketEvent::Kind::Text;
        Utf8Check check;
        insist(!isText || (check.take(event.bytes) && check.isWhole()), "a text is UTF-8");
        insist((options & 4) != 0 || quint64(event.bytes.size()) <= 125, "nothing is longer than it may be");
    }
    const auto cut = eventsOf(stream, 1 + data[0] % 32, options);
    if ((options & 4) != 0)
        return 0; // pieces as they come
    insist(whole.size() == cut.size(), "any pieces give as many events");
    for (size_t i = 0; i < whole.size(); ++i) {
        insist(whole[i].kind == cut[i].kind && whole[i].bytes == cut[i].bytes && whole[i].code == cut[i].code &&
                   whole[i].isCut == cut[i].isCut,
               "any pieces give the same events");
    }
    return 0;
}
