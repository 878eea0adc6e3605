// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/Framing.h"

#include "sources/feed/KindBuilder.h"

#include <optional>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestDelimiter = 64;

/// The bytes of the query item delimiter: any, for they need not be UTF-8.
QByteArray writtenDelimiter(const FeedAddress &address)
{
    const QByteArray url = address.toString().toLatin1();
    const QByteArray name = "delimiter=";
    for (const QByteArray &item : url.mid(url.indexOf('?') + 1).split('&')) {
        if (item.startsWith(name))
            return QByteArray::fromPercentEncoding(item.sliced(name.size()));
    }
    return {};
}

/// The bytes that are meant: "\n", "\r", "\t", "\0", "\\" and "\xff" stand for one each.
std::optional<QByteArray> delimiterBytes(const QByteArray &written)
{
    static constexpr QByteArrayView letters("nrt0\\"), meanings("\n\r\t\0\\", 5);
    QByteArray bytes;
    for (qsizetype i = 0; i < written.size(); ++i) {
        if (written[i] != '\\') {
            bytes += written[i];
            continue;
        }
        if (++i == written.size())
            return std::nullopt;
        if (const qsizetype letter = letters.indexOf(written[i]); letter >= 0) {
            bytes += meanings[letter];
            continue;
        }
        bool isHex = false;
        const auto byte = written.mid(i + 1, 2).toUShort(&isHex, 16);
        if (written[i] != 'x' || !isHex || i + 2 >= written.size())
            return std::nullopt;
        bytes += char(byte);
        i += 2;
    }
    return bytes.isEmpty() || bytes.size() > longestDelimiter ? std::nullopt : std::optional(bytes);
}

bool setHeader(Framing &framing, const QString &header)
{
    static const QStringList names{u"u8"_s, u"u16be"_s, u"u16le"_s, u"u32be"_s, u"u32le"_s, u"u64be"_s, u"u64le"_s};
    static constexpr int sizes[] = {1, 2, 2, 4, 4, 8, 8};
    const qsizetype found = names.indexOf(header);
    if (found < 0)
        return false;
    framing.headerBytes = sizes[found];
    framing.isBigEndian = !header.endsWith("le"_L1);
    return true;
}

} // namespace

Result<Framing> Framing::from(const FeedAddress &address, Kind otherwise)
{
    Framing framing;
    framing.kind = otherwise;
    const QString frame = address.query(u"frame"_s);
    if (frame == u"line")
        framing.kind = Kind::Line;
    else if (frame == u"cr")
        framing.kind = Kind::CarriageReturn;
    else if (frame == u"delimiter" || (frame.isEmpty() && address.hasQuery(u"delimiter"_s)))
        framing.kind = Kind::Delimiter;
    else if (frame == u"length" || (frame.isEmpty() && address.hasQuery(u"header"_s)))
        framing.kind = Kind::Length;
    else if (frame == u"fixed" || (frame.isEmpty() && address.hasQuery(u"size"_s)))
        framing.kind = Kind::Fixed;
    else if (frame == u"octet")
        framing.kind = Kind::OctetCounted;
    else if (frame == u"idle" || (frame.isEmpty() && address.hasQuery(u"idle"_s)))
        framing.kind = Kind::Idle;
    else if (!frame.isEmpty())
        return Failure{u"?frame=%1 is not known: it is line, cr, delimiter, length, fixed, octet or idle"_s.arg(frame)};

    if (framing.kind == Kind::Delimiter) {
        const auto bytes = delimiterBytes(writtenDelimiter(address));
        if (!bytes) {
            return Failure{
                u"With ?frame=delimiter say which bytes end an item, 1 to 64 of them: ?delimiter=; or %00 or "
                "\\x03"_s};
        }
        framing.delimiter = *bytes;
    }
    if (framing.kind == Kind::Fixed) {
        bool isNumber = false;
        framing.size = address.query(u"size"_s).toLongLong(&isNumber);
        if (!isNumber || framing.size < 1 || framing.size > framing.longest) {
            return Failure{
                u"With ?frame=fixed say how many bytes an item has, 1 to %1: ?size=16"_s.arg(framing.longest)};
        }
    }
    if (framing.kind == Kind::Idle) {
        constexpr int longestIdle = 60'000;
        bool isNumber = false;
        const int idle = address.query(u"idle"_s, QString::number(framing.idle.count())).toInt(&isNumber);
        if (!isNumber || idle < 1 || idle > longestIdle)
            return Failure{u"?idle= is how many milliseconds nothing comes behind an item, 1 to %1"_s.arg(longestIdle)};
        framing.idle = std::chrono::milliseconds(idle);
    }
    if (framing.kind == Kind::Length && !setHeader(framing, address.query(u"header"_s, u"u32be"_s))) {
        return Failure{u"?header=%1 is not known: it is u8, u16be, u16le, u32be, u32le, u64be or u64le"_s.arg(
            address.query(u"header"_s))};
    }
    return framing;
}

QList<FieldDescription> Framing::fields()
{
    return fieldList({{"lineEnd", "none: of a line that has no end yet, or has been cut off; cr: a carriage return"},
                      {"continues", "true: the line goes on that the record before began"},
                      {"part", "2, 3, ...: of the same line as the record before"}});
}

QList<FeedParameter> Framing::parameters()
{
    return Parameters()
        .choice(
            "frame", "Items end",
            "By line; by line or carriage return (progress bars); at a delimiter, after a length that comes first, "
            "after a fixed size; octet: after a length in digits, as syslog over TCP; idle: once nothing more comes.",
            {"", "line", "cr", "delimiter", "length", "fixed", "octet", "idle"})
        .text("delimiter", "Delimiter", "The bytes behind each item: ;, %00, \\x03, \\r\\n.")
        .number("idle", "Silence", "Milliseconds without a byte that end an item, with frame=idle.")
        .fallback("100")
        .number("size", "Size", "Bytes of an item of fixed size.")
        .choice("header", "Length", "How the length before each item is written.",
                {"u8", "u16be", "u16le", "u32be", "u32le", "u64be", "u64le"})
        .fallback("u32be");
}

} // namespace livebelt
