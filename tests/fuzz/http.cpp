// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpUnpacker.h"
#include "sources/wire/HttpComplaint.h"
#include "sources/wire/HttpError.h"
#include "sources/wire/HttpFraming.h"
#include "sources/wire/HttpHead.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

namespace {

/// The end of the body of an answer that comes in pieces of that size; nothing where something is wrong with it.
std::optional<QByteArray> read(QByteArrayView bytes, qsizetype size)
{
    QByteArray body;
    try {
        HttpHeadReader reader;
        bool isWhole = false;
        QByteArray rest;
        for (; !bytes.isEmpty() && !isWhole; bytes = bytes.sliced(std::min(size, bytes.size()))) {
            rest = bytes.first(std::min(size, bytes.size())).toByteArray();
            isWhole = reader.take(rest);
        }
        if (!isWhole)
            return body;
        if (!reader.problem().isEmpty())
            return std::nullopt;
        const HttpHead &head = reader.head();
        HttpFraming framing(head);
        HttpUnpacker unpacker(head.value("Content-Encoding"));
        const auto add = [&](const QByteArray &raw) {
            unpacker.give(raw);
            for (QByteArray plain = unpacker.take(); !plain.isEmpty(); plain = unpacker.take())
                body = (body + plain).right(1 << 16);
        };
        add(framing.feed(rest));
        for (; !bytes.isEmpty(); bytes = bytes.sliced(std::min(size, bytes.size())))
            add(framing.feed(bytes.first(std::min(size, bytes.size()))));
        unpacker.finish();
        complaintOf(head, body);
    } catch (const HttpError &) {
        return std::nullopt;
    }
    return body;
}

} // namespace

/// The first byte is the size of the pieces: they must not matter.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView bytes = bytesOf(data + 1, size - 1);
    const std::optional<QByteArray> whole = read(bytes, bytes.size()), cut = read(bytes, 1 + data[0] % 16);
    insist(!whole || !cut || *whole == *cut, "any pieces give the same body");
    return 0;
}
