// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/journal/JournalAddress.h"
#include "sources/parse/Reader.h"

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

/// Makes records of entries, each with all its fields: the usual ones by the names of JournalKind's description, others
/// by their own; the second of a name is NAME:2, bytes that are no text are NAME:base64. What is read in the message
/// (ParserOptions) goes behind them. Time, level and subject are the journal's, where it has them; where the address
/// says how messages are read, a time or subject in the message goes before. One thread.
class JournalRecords
{
public:
    explicit JournalRecords(const JournalAddress &address)
        : m_isChosen(address.isReadingChosen), m_reader(address.parser)
    {
    }

    /// A Truncated Notice is put before the record of an entry of whose field not all is there.
    void append(const JournalEntry &entry, qint64 received, Records &records);

private:
    Record messageRecord(const QByteArray &message, Arrival arrival);

    bool m_isChosen;
    Reader m_reader;
};

/// "emerg", "alert", "crit", "err", "warning", "notice", "info", "debug" for 0 to 7 (RFC 5424 section 6.2.1); nothing
/// for anything else.
QByteArray severityName(QByteArrayView priority);

} // namespace livebelt
