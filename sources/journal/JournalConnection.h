// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/journal/JournalAddress.h"
#include <livebelt/async/io/Readiness.h>

#include <memory>

namespace livebelt {

/// What the connections of one feed to the journal share.
struct JournalProgress
{
    QByteArray cursor; ///< of the last entry that was given; empty before the first
};

/// The journal, read by libsystemd on a thread of its own, in pieces, and only as fast as its entries are taken. The
/// next connection goes on behind the last entry of this one, so that nothing is lost and nothing comes twice.
class JournalConnection final : public Connection
{
public:
    JournalConnection(const JournalAddress &address, std::shared_ptr<JournalProgress> progress, ConnectionLog &log);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    Ending ending() const override { return m_ending; }

private:
    async::Task<void> news(bool isReliable);

    const JournalAddress m_address;
    const std::shared_ptr<JournalProgress> m_progress;
    ConnectionLog &m_log;
    async::detail::Readiness *m_readiness = nullptr; ///< of run()
    Ending m_ending;
    bool m_isClosing = false;
};

} // namespace livebelt
