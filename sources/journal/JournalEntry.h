// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <vector>

namespace livebelt {

/// An entry as the journal has it (systemd.journal-fields(7)): its fields in their order, a name perhaps several times,
/// a value any bytes.
struct JournalEntry
{
    struct Field
    {
        QByteArrayView name, value; ///< look into memory of the journal, which stays until its next entry
        qint64 length = 0;          ///< of the value, of which only the first bytes may be there
    };
    std::vector<Field> fields;
    qint64 realtime = noTime; ///< microseconds UTC
};

/// Appends the record of an entry, with all its fields: the usual ones by the names of JournalKind's description,
/// others by their own. The second of a name is NAME:2, bytes that are no text are NAME:base64. A Truncated Notice is
/// put before one of whose value not all is there.
void appendEntry(const JournalEntry &entry, qint64 received, Records &records);

/// "emerg", "alert", "crit", "err", "warning", "notice", "info", "debug" for 0 to 7 (RFC 5424 section 6.2.1); nothing
/// for anything else.
QByteArray severityName(QByteArrayView priority);

} // namespace livebelt
