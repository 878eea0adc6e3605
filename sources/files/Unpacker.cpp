// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/Unpacker.h"

#include "sources/files/GzipUnpacker.h"
#include "sources/files/ZstdUnpacker.h"

namespace livebelt {

using namespace Qt::StringLiterals;

std::unique_ptr<Unpacker> Unpacker::of(const QByteArray &head)
{
    if (GzipUnpacker::isMadeFor(head))
        return std::make_unique<GzipUnpacker>();
    if (ZstdUnpacker::isMadeFor(head))
        return std::make_unique<ZstdUnpacker>();
    return nullptr;
}

async::AsyncIterator<QByteArray> unpacked(async::AsyncIterator<QByteArray> pieces, std::unique_ptr<Unpacker> unpacker)
{
    while (auto piece = co_await pieces.next()) {
        unpacker->give(std::move(*piece));
        while (true) {
            QByteArray plain = unpacker->take();
            if (plain.isEmpty())
                break;
            co_yield std::move(plain);
        }
    }
    if (!unpacker->isAtEnd())
        throw UnpackError(u"The compressed file ends in the middle: it is still being written, or was cut"_s);
}

} // namespace livebelt
