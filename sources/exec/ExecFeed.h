// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/exec/ExecAddress.h"
#include "sources/exec/ExecNotices.h"
#include "sources/exec/ExecOutput.h"
#include "sources/feed/Feed.h"
#include <livebelt/async/Backoff.h>
#include <livebelt/async/Event.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/io/Process.h>

namespace livebelt {

/// The output of a program: a record for each line of it (or what the framing says), those of its error output with the
/// subject "stderr". What is sent is a line of its input, and comes back with the subject "stdin". The program is read
/// only as fast as its records are taken. With the feed ends its whole process group: asked to (SIGTERM), then killed.
class ExecFeed final : public Feed
{
public:
    explicit ExecFeed(ExecAddress address, async::Backoff backoff = async::Backoff());

    async::AsyncIterator<Record> records() override;
    async::Task<void> close() override;
    async::Task<Result<void>> send(Outgoing message) override;

private:
    async::Task<void> run();
    async::Task<async::ProcessExit> runOnce(ExecNotices *notices);
    async::Task<void> closeSoon();
    async::Task<bool> give(Record record);
    async::ProcessOptions options() const;

    const ExecAddress m_address;
    async::Backoff m_backoff;
    async::Backoff m_refusals; ///< of the system, to start it again
    ExecRecords m_records;
    async::Process *m_process = nullptr; ///< that runs
    bool m_isClosing = false;
    async::Scope m_parting;
};

} // namespace livebelt
