// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/unpack/Unpacker.h"

#include "sources/parse/unpack/Bzip2Unpacker.h"
#include "sources/parse/unpack/GzipUnpacker.h"
#include "sources/parse/unpack/Lz4Unpacker.h"
#include "sources/parse/unpack/XzUnpacker.h"
#include "sources/parse/unpack/ZstdUnpacker.h"

namespace livebelt {

using namespace Qt::StringLiterals;

std::unique_ptr<Unpacker> Unpacker::of(const QByteArray &head)
{
    if (GzipUnpacker::isMadeFor(head))
        return std::make_unique<GzipUnpacker>();
    if (ZstdUnpacker::isMadeFor(head))
        return std::make_unique<ZstdUnpacker>();
    if (XzUnpacker::isMadeFor(head))
        return std::make_unique<XzUnpacker>();
    if (Bzip2Unpacker::isMadeFor(head))
        return std::make_unique<Bzip2Unpacker>();
    if (Lz4Unpacker::isMadeFor(head))
        return std::make_unique<Lz4Unpacker>();
    return nullptr;
}

QString Unpacker::unreadable(const QByteArray &head)
{
    if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06"))
        return u"a zip archive"_s;
    if (head.startsWith("7z\xbc\xaf\x27\x1c"))
        return u"a 7-Zip archive"_s;
    if (head.startsWith("Rar!\x1a\x07"))
        return u"a RAR archive"_s;
    if (head.startsWith("\x1f\x9d") || head.startsWith("\x1f\xa0"))
        return u"a file of the old program compress (.Z)"_s;
    if (head.startsWith("\x89LZO"))
        return u"a file of the program lzop"_s;
    if (head.startsWith("\x02\x21\x4c\x18"))
        return u"a file of an old version of lz4"_s;
    return {};
}

} // namespace livebelt
