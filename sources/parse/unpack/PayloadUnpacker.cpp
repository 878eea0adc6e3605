// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/unpack/PayloadUnpacker.h"

#include "sources/parse/unpack/GzipUnpacker.h"
#include "sources/parse/unpack/Lz4Unpacker.h"
#include "sources/parse/unpack/ZstdUnpacker.h"

#include <QLocale>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<Unpacker> unpackerFor(Packing packing)
{
    switch (packing) {
    case Packing::Gzip:
        return std::make_unique<GzipUnpacker>(GzipUnpacker::Form::Gzip);
    case Packing::Zlib:
        return std::make_unique<GzipUnpacker>(GzipUnpacker::Form::Zlib);
    case Packing::Zstd:
        return std::make_unique<ZstdUnpacker>();
    case Packing::Lz4:
        return std::make_unique<Lz4Unpacker>();
    case Packing::None:
        break;
    }
    return nullptr;
}

QString nameOf(Packing packing)
{
    return packingNames().at(qsizetype(packing));
}

} // namespace

QStringList packingNames()
{
    return {u"none"_s, u"gzip"_s, u"zlib"_s, u"zstd"_s, u"lz4"_s};
}

std::optional<Packing> packingFromName(QStringView name)
{
    if (name.isEmpty())
        return Packing::None;
    const qsizetype found = packingNames().indexOf(name);
    return found < 0 ? std::nullopt : std::optional(Packing(found));
}

Result<QByteArray> unpackedPayload(Packing packing, QByteArrayView payload, qsizetype most)
{
    if (packing == Packing::None)
        return payload.toByteArray();
    if (payload.isEmpty())
        return Failure{u"It is empty, and so not packed with %1"_s.arg(nameOf(packing))};
    QByteArray all;
    try {
        const auto unpacker = unpackerFor(packing);
        unpacker->give(payload.toByteArray());
        for (QByteArray piece = unpacker->take(); !piece.isEmpty(); piece = unpacker->take()) {
            if (all.size() + piece.size() > most) {
                return Failure{u"More than %1 come out of it: it stays as it came"_s.arg(
                    QLocale::c().formattedDataSize(most, 0, QLocale::DataSizeTraditionalFormat))};
            }
            all += piece;
        }
        if (!unpacker->isAtEnd())
            return Failure{u"It is packed with %1, but ends in the middle"_s.arg(nameOf(packing))};
    } catch (const std::exception &error) {
        return Failure{
            u"It is not packed with %1, or is damaged (%2)"_s.arg(nameOf(packing), QString::fromUtf8(error.what()))};
    }
    return all;
}

} // namespace livebelt
