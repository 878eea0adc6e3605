// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/ItemCutter.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

namespace {

std::vector<async::Line> cut(const Framing &framing, QByteArrayView bytes, qsizetype pieceSize)
{
    ItemCutter cutter(framing);
    std::vector<async::Line> items;
    async::Line item;
    for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
        cutter.add(bytes.sliced(at, qMin(pieceSize, bytes.size() - at)).toByteArray());
        while (cutter.next(item))
            items.push_back(std::move(item));
    }
    if (cutter.finish(item))
        items.push_back(std::move(item));
    return items;
}

} // namespace

/// The first four bytes say how to cut, the fifth the size of the pieces; the rest is cut. Any pieces give the same.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    constexpr qsizetype settings = 5;
    const QByteArrayView input = bytesOf(data, size);
    if (input.size() < settings)
        return 0;
    Framing framing;
    framing.kind = Framing::Kind(data[0] % 4);
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
        insist(whole[i].isWhole || i + 1 == whole.size(), "only the last one is not whole");
    }
    return 0;
}
