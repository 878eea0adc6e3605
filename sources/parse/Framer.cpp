// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/Framer.h"

#include "sources/parse/ItemCutter.h"

#include <exception>

namespace livebelt {

async::AsyncIterator<async::Line> framed(async::AsyncIterator<QByteArray> pieces, Framing framing)
{
    ItemCutter cutter(std::move(framing));
    async::Line item;
    std::exception_ptr error;
    while (true) {
        std::optional<QByteArray> piece;
        try {
            piece = co_await pieces.next();
        } catch (...) {
            error = std::current_exception();
        }
        if (!piece)
            break;
        cutter.add(*std::move(piece));
        while (cutter.next(item))
            co_yield std::move(item);
    }
    if (cutter.finish(item))
        co_yield std::move(item);
    if (error)
        std::rethrow_exception(error);
}

} // namespace livebelt
