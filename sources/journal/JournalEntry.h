// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <memory>

namespace livebelt {

/// Reads the lines that `journalctl --output=json` writes: an object whose values are strings, arrays of numbers for
/// bytes that are no text, arrays of those for a field that is there several times, and null for what is too long
/// (systemd's "Journal JSON Format", and systemd.journal-fields(7)). One thread.
class JournalEntries
{
public:
    JournalEntries();
    ~JournalEntries();
    JournalEntries(const JournalEntries &) = delete;
    JournalEntries &operator=(const JournalEntries &) = delete;

    struct Entry
    {
        Record record;     ///< a Notice Quarantined where the line is no entry
        QByteArray cursor; ///< empty where it has none
    };
    Entry parse(const QByteArray &line, qint64 received);

private:
    class Parser;
    std::unique_ptr<Parser> m_parser;
};

/// "emerg", "alert", "crit", "err", "warning", "notice", "info", "debug" for 0 to 7 (RFC 5424 section 6.2.1); nothing
/// for anything else.
QByteArray severityName(QByteArrayView priority);

} // namespace livebelt
