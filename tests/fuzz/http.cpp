// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/AnswerHead.h"
#include "sources/http/HttpComplaint.h"
#include "sources/http/HttpError.h"
#include "sources/http/HttpFraming.h"
#include "sources/http/HttpUnpacker.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

namespace {

/// The end of the body of an answer that comes in pieces of that size; nothing where something is wrong with it.
std::optional<QByteArray> read(QByteArrayView bytes, qsizetype size)
{
    QByteArray body;
    try {
        AnswerHeadReader reader;
        std::optional<AnswerHead> head;
        for (; !bytes.isEmpty() && !head; bytes = bytes.sliced(std::min(size, bytes.size()))) {
            reader.add(bytes.first(std::min(size, bytes.size())));
            while ((head = reader.next()) && head->isInterim()) {
            }
        }
        if (!head)
            return body;
        HttpFraming framing(*head);
        HttpUnpacker unpacker(head->header("Content-Encoding"));
        const auto add = [&](const QByteArray &raw) {
            unpacker.give(raw);
            for (QByteArray plain = unpacker.take(); !plain.isEmpty(); plain = unpacker.take())
                body = (body + plain).right(1 << 16);
        };
        add(framing.feed(reader.takeRest()));
        for (; !bytes.isEmpty(); bytes = bytes.sliced(std::min(size, bytes.size())))
            add(framing.feed(bytes.first(std::min(size, bytes.size()))));
        unpacker.finish();
        complaintOf(*head, body);
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
