// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/DeflateTerms.h"
#include "sources/wire/HandshakeRefusal.h"
#include "tests/fuzz/Input.h"

using namespace livebelt;
using namespace livebelt::test;

namespace {

HttpHeadReader headOf(QByteArrayView stream, qsizetype piece, QByteArray &rest)
{
    HttpHeadReader reader;
    bool isWhole = false;
    for (qsizetype at = 0; at < stream.size(); at += piece) {
        rest += stream.sliced(at, qMin(piece, stream.size() - at)).toByteArray();
        if (!isWhole)
            isWhole = reader.take(rest);
    }
    return reader;
}

} // namespace

/// The first byte is the size of the pieces: they must not matter.
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    if (size < 2)
        return 0;
    const QByteArrayView stream = bytesOf(data + 1, size - 1);
    QByteArray rest, restOfCut;
    const HttpHeadReader whole = headOf(stream, stream.size(), rest), cut = headOf(stream, 1 + data[0] % 16, restOfCut);
    insist(whole.problem().isEmpty() == cut.problem().isEmpty(), "any pieces are as good");
    insist(whole.head().status == cut.head().status && whole.head().headers == cut.head().headers,
           "any pieces give the same head");
    if (!whole.problem().isEmpty())
        return 0;
    insist(rest == restOfCut, "any pieces leave the same rest");
    for (const auto &[name, value] : whole.head().headers)
        insist(!name.isEmpty() && !value.contains('\n') && !value.contains('\0'), "a header is a line");
    DeflateTerms terms;
    QString problem;
    const bool isGood = DeflateTerms::parse(whole.head().value("Sec-WebSocket-Extensions"), true, terms, problem);
    insist(isGood == problem.isEmpty(), "what is refused has a reason");
    const Ending ending = handshakeRefusal(whole.head(), rest, QStringLiteral("example.com"));
    insist(!ending.why.isEmpty() && !ending.why.contains(u'\n'), "it is one sentence");
    insist(!ending.retryIn || ending.retryIn->count() >= 0, "not before now");
    return 0;
}
