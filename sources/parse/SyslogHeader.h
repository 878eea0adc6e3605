// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QByteArrayView>

namespace livebelt {

/// The header of a syslog message, taken apart without a copy: RFC 5424 section 6, or RFC 3164 section 4 as it is met
/// in the wild (without a host, with the time in RFC 3339, in a log file without a PRI), with the octet count of
/// RFC 6587 before it or without. Refers to the bytes it was given.
struct SyslogHeader
{
    int priority = -1; ///< 0 to 191; -1: there is none
    bool isStructured = false;
    qint64 time = noTime; ///< microseconds UTC
    QByteArrayView host, app, process, id;
    QByteArrayView data; ///< structured: all that is in brackets
    QByteArrayView text;

    /// received decides the year that RFC 3164 leaves out; its time of day is the local one. False where there is
    /// neither a PRI nor a time.
    bool read(QByteArrayView message, qint64 received);

    /// "kern", "user", ..., "local7" and "emerg", ..., "debug"; empty without a priority.
    QByteArrayView facility() const;
    QByteArrayView severity() const;
    Level level() const;

private:
    bool readStructured(QByteArrayView rest);
    bool readTraditional(QByteArrayView rest, qint64 received);
};

} // namespace livebelt
