// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <optional>

namespace livebelt {

/// The forms in which programs write a time. Every one may have a fraction of a second and a zone where it makes sense.
enum class TimeForm : quint8 {
    Iso,    ///< 2026-11-30T09:15:02.417Z, with a blank, comma, no seconds, only the date
    Ymd,    ///< 2026/11/30 09:15:02, 2026.11.30 09:15:02
    Basic,  ///< 20261130T091502Z, 20261130091502, 20261130 09:15:02
    Short,  ///< 261130  9:15:02
    Syslog, ///< Nov 30 09:15:02, Nov 30 2026 09:15:02, 2026 Nov 30 09:15:02
    Date,   ///< Mon Nov 30 09:15:02 CET 2026
    Mail,   ///< Mon, 30 Nov 2026 09:15:02 +0100, 30-Nov-2026 09:15:02, 30 Nov 09:15:02
    Access, ///< 30/Nov/2026:09:15:02 +0100
    Words,  ///< Nov 30, 2026 9:15:02 AM
    Mdy,    ///< 11/30/2026 9:15:02 AM, 11/30/26 09:15
    Dmy,    ///< 30.11.2026 09:15:02, 30/11/2026, 30-11-2026
    Glog,   ///< 1130 09:15:02.123456
    Clock,  ///< 09:15:02.123, the date is missing
    Epoch,  ///< 1764490502, and with ms, µs, ns or a fraction
    Tai64,  ///< @4000000065a1b2c30a1b2c3d
    Pattern ///< what is given as with strptime
};

/// "iso", "ymd", ...; "" for Pattern.
QByteArrayView timeFormName(TimeForm form);
std::optional<TimeForm> timeFormFromName(QByteArrayView name);
/// All of them that have a name.
QList<QByteArray> timeFormNames();

} // namespace livebelt
