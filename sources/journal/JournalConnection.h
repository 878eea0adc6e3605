// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/io/RunProcess.h"
#include "sources/feed/Connection.h"
#include "sources/journal/JournalAddress.h"
#include "sources/journal/JournalEntry.h"

#include <memory>
#include <optional>

namespace livebelt {

/// What the runs of journalctl for one feed share.
struct JournalProgress
{
    QByteArray cursor;     ///< of the last entry that was given; empty before the first
    qint64 since = noTime; ///< when the first run began, microseconds UTC
    bool isProven = false; ///< the address has been found to be good
};

/// One run of journalctl, which is read only as fast as its entries are taken. The next run goes on behind the last
/// entry of this one, so that nothing is lost and nothing comes twice.
class JournalConnection final : public Connection
{
public:
    /// program: journalctl, but for tests.
    JournalConnection(const JournalAddress &address, std::shared_ptr<JournalProgress> progress, ConnectionLog &log,
                      QString program = QStringLiteral("journalctl"));

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    Ending ending() const override { return m_ending; }

private:
    async::Task<bool> start();
    async::Task<void> prove();
    async::Task<void> end();
    void take(const async::Line &line, Records &records);

    const JournalAddress m_address;
    const std::shared_ptr<JournalProgress> m_progress;
    ConnectionLog &m_log;
    const QString m_program;
    JournalEntries m_entries;
    std::optional<async::Process> m_process;
    QByteArray m_hint; ///< what journalctl says of entries that may not be seen
    Ending m_ending;
    bool m_isClosing = false;
};

/// What journalctl's own words, as it ended, mean for a person, with what to do; the words themselves where they are
/// not known.
Ending journalProblem(const QByteArray &words);

} // namespace livebelt
