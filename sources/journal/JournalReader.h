// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "model/records/Result.h"
#include "sources/journal/JournalAddress.h"
#include "sources/journal/JournalEntry.h"

#include <memory>
#include <systemd/sd-journal.h>

namespace livebelt {

/// The journal, by libsystemd (sd-journal(3)). Every call may block, and is for one thread at a time.
class JournalReader
{
public:
    explicit JournalReader(const JournalAddress &address) : m_address(address), m_records(address) {}

    struct Opened
    {
        QString problem;        ///< why it cannot be read, with what to do; empty where it can
        QByteArray hint;        ///< that not everything may be seen
        bool isMissed = false;  ///< the place after which it was to go on is no longer there
        int descriptor = -1;    ///< to be read when there is news
        bool isReliable = true; ///< that it tells everything, and it need not be looked into besides
    };
    /// cursor: of the entry after which to go on; empty: where the address says.
    Opened open(const QByteArray &cursor);
    /// Some of the entries that come next; none: there are no more at the moment. The last one has the ResumePoint.
    Records look();

private:
    struct Close
    {
        void operator()(sd_journal *journal) const { sd_journal_close(journal); }
    };

    int openFiles();
    Result<void> choose();
    Result<void> chooseUnits();
    Result<QByteArray> chosenBoot();
    void match(const QByteArray &field, const QByteArray &value);
    QByteArrayList valuesOf(const char *field, const QString &pattern);
    Result<void> seek();
    bool seekAfter(const QByteArray &cursor);
    bool readEntry(Records &records);

    const JournalAddress m_address;
    std::unique_ptr<sd_journal, Close> m_journal;
    JournalEntry m_entry;
    JournalRecords m_records;
    bool m_isOnEntry = false; ///< that has not been given yet
};

} // namespace livebelt
