// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"

#include <QByteArray>
#include <chrono>

namespace livebelt {

/// After so long without a byte the beginning of a line is shown: a prompt, the last words of a program.
inline constexpr std::chrono::milliseconds lineIdle{1000};

/// How a stream of bytes is cut into items: the query items frame, delimiter, size and header of an address. A value.
struct Framing
{
    enum class Kind {
        Line,           ///< ends with LF or CR LF, which are left out
        CarriageReturn, ///< the same, or with CR: lines of progress, which overwrite each other on a terminal
        Delimiter,      ///< ends with some bytes, which are left out
        Length,         ///< begins with its length as a number of headerBytes bytes
        Fixed,          ///< every item has the same size
        OctetCounted,  ///< begins with its length as decimal digits and a blank: RFC 6587, section 3.4.1; what does not
                       ///< is a line
        LineOrCounted, ///< a line, unless it is certain that it is a counted message of syslog: 24 <34>...
        Idle,          ///< ends where nothing has come for a while
        Whole          ///< each piece that arrives is one item: datagrams
    };
    Kind kind = Kind::Line;
    QByteArray delimiter;                ///< 1 to 64 bytes
    qint64 size = 0;                     ///< of a fixed item, in bytes: 1 to longest
    int headerBytes = 4;                 ///< of the length: 1, 2, 4 or 8
    bool isBigEndian = true;             ///< the length
    std::chrono::milliseconds idle{100}; ///< the while of Kind::Idle: 1 to 60,000
    qint64 longest = 1 << 20; ///< longer items keep their first so many bytes, and the next one is whole again

    /// Looks at ?frame=line|cr|delimiter|length|fixed|octet|idle, ?idle=100, ?delimiter=%00 (or \0, \r\n, \xff),
    /// ?size=16, ?header=u8|u16be|u16le|u32be|u32le|u64be|u64le.
    static Result<Framing> from(const FeedAddress &address, Kind otherwise = Kind::Line);
    static QList<FeedParameter> parameters();
    /// What records of lines may have besides what a parser finds.
    static QList<FieldDescription> fields();
};

} // namespace livebelt
