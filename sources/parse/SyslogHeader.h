// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/parse/values/TimeReader.h"

#include <QByteArrayView>

namespace livebelt {

/// The header of a syslog message, taken apart without a copy: RFC 5424 section 6, or RFC 3164 section 4 as it is met
/// in the wild (without a host, with a year, with milliseconds, with the time in RFC 3339, in a log file without a
/// PRI), or as Cisco's machines write it (29: router1: *Mar  1 18:46:11.123 UTC: %SYS-5-CONFIG_I: ...), with the octet
/// count of RFC 6587 before it or without. Refers to the bytes it was given.
struct SyslogHeader
{
    int priority = -1; ///< 0 to 191; -1: there is none
    bool isStructured = false;
    qint64 time = noTime;                  ///< microseconds UTC
    QByteArrayView host, app, process, id; ///< of Cisco the facility is app, the mnemonic id
    QByteArrayView sequence;               ///< of Cisco: the number of the message
    QByteArrayView data;                   ///< structured: all that is in brackets
    QByteArrayView text;

    /// times knows the zone of a time that does not say it, and completes with reference a year that is missing. False
    /// where there is neither a PRI nor a time, nor the mark of Cisco.
    bool read(QByteArrayView message, qint64 reference, TimeReader &times);

    /// "kern", "user", ..., "local7" and "emerg", ..., "debug"; empty without a priority. Cisco's mark has a severity.
    QByteArrayView facility() const;
    QByteArrayView severity() const;
    Level level() const;

private:
    bool readStructured(QByteArrayView rest, qint64 reference, TimeReader &times);
    bool readTraditional(QByteArrayView rest, qint64 reference, TimeReader &times);
    bool readCisco(QByteArrayView rest, qint64 reference, TimeReader &times);
    bool readMark(QByteArrayView rest);
    int severityNumber() const; ///< -1: there is none

    int m_ciscoSeverity = -1;
};

} // namespace livebelt
