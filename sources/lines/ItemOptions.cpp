// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/ItemOptions.h"

#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/feed/Parameters.h"

#include <QtEndian>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> withLength(const Framing &framing, const QByteArray &payload)
{
    const auto size = quint64(payload.size());
    const int bits = framing.headerBytes * 8;
    if (bits < 64 && size >> bits != 0) {
        return Failure{u"%1 bytes are too many for a length of %2 bits: send less at a time"_s.arg(size).arg(bits)};
    }
    char bytes[8];
    if (framing.isBigEndian) {
        qToBigEndian(size, bytes);
        return QByteArray(bytes + 8 - framing.headerBytes, framing.headerBytes) + payload;
    }
    qToLittleEndian(size, bytes);
    return QByteArray(bytes, framing.headerBytes) + payload;
}

} // namespace

Result<ItemOptions> ItemOptions::from(const FeedAddress &address, Framing::Kind framing)
{
    ItemOptions options;
    Result<Framing> frame = Framing::from(address, framing);
    if (!frame)
        return Failure{frame.error()};
    Result<ParserOptions> parser = ParserOptions::from(address);
    if (!parser)
        return Failure{parser.error()};
    options.framing = *std::move(frame);
    options.parser = *std::move(parser);

    const QString eol = address.query(u"eol"_s, u"lf"_s);
    if (eol == u"crlf")
        options.lineEnd = "\r\n";
    else if (eol == u"cr")
        options.lineEnd = "\r";
    else if (eol == u"none")
        options.lineEnd.clear();
    else if (eol != u"lf")
        return Failure{u"?eol=%1 is not known: it is lf, crlf, cr or none"_s.arg(eol)};
    return options;
}

QList<FeedParameter> ItemOptions::parameters()
{
    return Framing::parameters() + ParserOptions::parameters();
}

QList<FeedParameter> ItemOptions::sendParameters()
{
    return Parameters()
        .choice("eol", "Line end to send", "What goes behind each line that is sent.", {"lf", "crlf", "cr", "none"})
        .fallback("lf");
}

Result<QByteArray> ItemOptions::framed(const QByteArray &payload) const
{
    switch (framing.kind) {
    case Framing::Kind::Line:
    case Framing::Kind::CarriageReturn:
    case Framing::Kind::LineOrCounted:
        return payload + lineEnd;
    case Framing::Kind::OctetCounted:
        return QByteArray::number(payload.size()) + ' ' + payload;
    case Framing::Kind::Delimiter:
        return payload + framing.delimiter;
    case Framing::Kind::Length:
        return withLength(framing, payload);
    case Framing::Kind::Fixed:
        if (payload.size() != framing.size) {
            return Failure{u"An item here has %1 bytes, and this has %2: fill it up, or shorten it"_s.arg(framing.size)
                               .arg(payload.size())};
        }
        return payload;
    case Framing::Kind::Idle:
    case Framing::Kind::Whole:
        break;
    }
    return payload;
}

Record ItemOptions::sent(const QByteArray &payload)
{
    Record record;
    record.received = nowMicros();
    record.kind = RecordKind::Event;
    record.subject = "sent";
    record.text = validUtf8(payload);
    if (!isValidUtf8(payload))
        record.raw = payload;
    return record;
}

} // namespace livebelt
