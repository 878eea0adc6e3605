// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureFailure.h"

#include <sqlite3.h>

namespace livebelt {

using namespace Qt::StringLiterals;

Failure captureFailure(int sqliteCode, const QString &path, CaptureUse use)
{
    const bool writing = use == CaptureUse::Writing;
    switch (sqliteCode & 0xff) {
    case SQLITE_FULL:
        return {
            u"There is no space left for the capture “%1”: free some, and recording goes on by itself."_s.arg(path)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {
            u"The capture “%1” may not be written: change its permissions, or record to another place."_s.arg(path)};
    case SQLITE_CANTOPEN:
        return {(writing
                     ? u"The capture “%1” cannot be opened for writing: see that its folder exists and that you may "
                       "write there, or record to another place."_s
                     : u"The capture “%1” cannot be opened: see that you may read it. If its folder may not be "
                       "written, copy it together with its -wal file to one that may."_s)
                    .arg(path)};
    case SQLITE_NOTADB:
        return noDatabase(path);
    case SQLITE_CORRUPT:
        return {(writing ? u"The capture “%1” is damaged: keep it as it is, and record to a new file."_s
                         : u"The capture “%1” is damaged: “livebelt salvage FILE --to NEW.livebelt” makes a new one of "
                           "all that can be read."_s)
                    .arg(path)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {u"Another program is busy with the capture “%1”: close it there and try again."_s.arg(path)};
    case SQLITE_INTERRUPT:
        return {
            u"An answer from the capture “%1” takes too long: “livebelt check FILE” says what is wrong with it."_s.arg(
                path)};
    case SQLITE_TOOBIG:
        return {u"A record is too large for the capture “%1”: it can be 1 GB at most."_s.arg(path)};
    case SQLITE_NOMEM:
        return {u"There is not enough memory for the capture “%1”: close other programs and try again."_s.arg(path)};
    case SQLITE_IOERR:
        return {(writing ? u"Writing the capture “%1” failed (%2): check its disk and the space on it; recording tries "
                           "again by itself."_s
                         : u"Reading the capture “%1” failed (%2): check its disk, or read a copy of it."_s)
                    .arg(path, QString::fromUtf8(sqlite3_errstr(sqliteCode)))};
    default:
        return {(writing ? u"Writing the capture “%1” failed (%2): record to a new file."_s
                         : u"Reading the capture “%1” failed (%2): try a copy of it."_s)
                    .arg(path, QString::fromUtf8(sqlite3_errstr(sqliteCode)))};
    }
}

Failure noDatabase(const QString &path)
{
    return {u"“%1” is no capture: choose a file that Livebelt recorded (its name ends in .livebelt)."_s.arg(path)};
}

Failure noCapture(const QString &path)
{
    return {u"“%1” is a database of another program and no capture: choose a file that Livebelt recorded."_s.arg(path)};
}

Failure oddCapture(const QString &path, const QString &what)
{
    return {u"“%1” is not as Livebelt makes a capture, and is not read: %2."_s.arg(path, what)};
}

Failure newerCapture(const QString &path, int version)
{
    return {u"The capture “%1” comes from a newer Livebelt (format %2): update Livebelt to use it."_s.arg(path).arg(
        version)};
}

} // namespace livebelt
