// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/UnpackedFile.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QByteArray taken(Unpacker &unpacker)
{
    try {
        return unpacker.take();
    } catch (const UnpackError &error) {
        throw UnpackError(u"The compressed file is damaged (%1): what stands above is what could be read"_s.arg(
            QString::fromUtf8(error.what())));
    }
}

} // namespace

async::AsyncIterator<QByteArray> unpacked(async::AsyncIterator<QByteArray> pieces, std::unique_ptr<Unpacker> unpacker)
{
    while (auto piece = co_await pieces.next()) {
        unpacker->give(std::move(*piece));
        while (true) {
            QByteArray plain = taken(*unpacker);
            if (plain.isEmpty())
                break;
            co_yield std::move(plain);
        }
    }
    unpacker->finish();
    while (true) {
        QByteArray plain = taken(*unpacker);
        if (plain.isEmpty())
            break;
        co_yield std::move(plain);
    }
    if (!unpacker->isAtEnd())
        throw UnpackError(u"The compressed file ends in the middle: it is still being written, or was cut"_s);
}

} // namespace livebelt
