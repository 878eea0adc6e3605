// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/ItemCutter.h"
#include "tests/fuzz/Input.h"

#include <array>

using namespace livebelt;
using namespace livebelt::test;

namespace {

/// pauses: after so many pieces nothing comes for a while; 0: never.
std::vector<Item> cut(const Framing &framing, QByteArrayView bytes, qsizetype pieceSize, int pauses = 0)
{
    ItemCutter cutter(framing);
    std::vector<Item> items;
    Item item;
    int piece = 0;
    for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
        cutter.add(bytes.sliced(at, qMin(pieceSize, bytes.size() - at)).toByteArray());
        while (cutter.next(item))
            items.push_back(std::move(item));
        if (pauses > 0 && ++piece % pauses == 0 && cutter.pause(item))
            items.push_back(std::move(item));
    }
    if (cutter.finish(item))
        items.push_back(std::move(item));
    return items;
}

QByteArray endOf(const Item &item)
{
    switch (item.end) {
    case Item::End::LineFeed:
        return "\n";
    case Item::End::CarriageReturnLineFeed:
        return "\r\n";
    case Item::End::CarriageReturn:
        return "\r";
    default:
        return {};
    }
}

} // namespace

/// The first four bytes say how to cut, the fifth the size of the pieces; the rest is cut. Any pieces give the
/// same; lines, also where they are shown in part, give back what came.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    constexpr qsizetype settings = 5;
    constexpr std::array kinds{
        Framing::Kind::Line,           Framing::Kind::Delimiter,    Framing::Kind::Length,        Framing::Kind::Fixed,
        Framing::Kind::CarriageReturn, Framing::Kind::OctetCounted, Framing::Kind::LineOrCounted, Framing::Kind::Idle};
    const QByteArrayView input = bytesOf(data, size);
    if (input.size() < settings)
        return 0;
    Framing framing;
    framing.kind = kinds[data[0] % kinds.size()];
    framing.delimiter = QByteArray("aab\r\n;").left(1 + data[1] % 6);
    framing.size = 1 + data[1] % 16;
    framing.headerBytes = 1 << data[1] % 4;
    framing.isBigEndian = data[2] % 2 == 0;
    framing.longest = data[3] % 8 == 0 ? 16 : 1 << 20;
    const QByteArrayView bytes = input.sliced(settings);
    const auto whole = cut(framing, bytes, qMax<qsizetype>(1, bytes.size()));
    const auto pieces = cut(framing, bytes, 1 + data[4]);
    insist(whole.size() == pieces.size(), "any pieces give as many items");
    for (size_t i = 0; i < whole.size(); ++i) {
        insist(whole[i].bytes == pieces[i].bytes && whole[i].length == pieces[i].length,
               "any pieces give the same items");
        insist(whole[i].bytes.size() <= framing.longest, "an item is not too long");
        insist(whole[i].length >= whole[i].bytes.size(), "nothing is made up");
        insist(whole[i].isWhole() || i + 1 == whole.size(), "only the last one is not whole");
    }
    const bool isLines = framing.kind == Framing::Kind::Line || framing.kind == Framing::Kind::CarriageReturn;
    QByteArray again;
    bool isContinued = false;
    for (const Item &item : cut(framing, bytes, 1 + data[4], isLines ? 1 + data[1] % 4 : 0)) {
        insist(item.continues == isContinued, "what was shown in part goes on");
        isContinued = item.end == Item::End::Pause;
        again += item.bytes + endOf(item);
    }
    insist(!isLines || framing.longest == 16 || again == bytes, "lines give back what came");
    return 0;
}
