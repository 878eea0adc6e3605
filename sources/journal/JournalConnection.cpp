// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalConnection.h"

#include "model/records/Notice.h"
#include "sources/journal/JournalReader.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/io/Aside.h>

#include <QScopedValueRollback>
#include <optional>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How often to look where nothing tells of news (a network file system).
constexpr auto betweenLooks = 2s;

async::Task<void> interruptLater(async::detail::Readiness *readiness)
{
    co_await async::sleepFor(betweenLooks);
    readiness->interrupt();
}

} // namespace

JournalConnection::JournalConnection(const JournalAddress &address, std::shared_ptr<JournalProgress> progress,
                                     ConnectionLog &log)
    : m_address(address), m_progress(std::move(progress)), m_log(log)
{
}

async::AsyncIterator<Record> JournalConnection::run()
{
    async::detail::Aside<JournalReader> reader(m_address);
    const auto open = [cursor = m_progress->cursor](JournalReader &r) { return r.open(cursor); };
    const JournalReader::Opened opened = co_await reader(open);
    if (!opened.problem.isEmpty()) {
        m_ending = {Ending::Kind::Refused, opened.problem};
        co_return;
    }
    if (m_isClosing)
        co_return;
    std::optional<async::detail::Readiness> readiness; // goes before the reader, whose descriptor it looks at
    if (opened.descriptor >= 0)
        readiness.emplace(opened.descriptor, QSocketNotifier::Read);
    const QScopedValueRollback<async::detail::Readiness *> current(m_readiness, readiness ? &*readiness : nullptr);
    Record up = m_log.connected(opened.isMissed ? QString() : u"it goes on where it was, and nothing is missing"_s);
    co_yield std::move(up);
    if (!opened.hint.isEmpty()) {
        Record hint = makeNotice(NoticeType::Information, opened.hint);
        co_yield std::move(hint);
    }
    if (opened.isMissed) {
        Record gap =
            makeNotice(NoticeType::Information,
                       "The journal no longer has the entry after which it was to go on: entries may be missing");
        co_yield std::move(gap);
    }
    const auto look = [](JournalReader &r) { return r.look(); };
    while (true) {
        const bool isLast = m_isClosing; // what was written before that is to be found by a look after it
        Records records = co_await reader(look);
        const bool isEnd = records.empty();
        for (Record &record : records) {
            if (record.resume)
                m_progress->cursor = record.resume->value;
            co_yield std::move(record);
        }
        if (isLast)
            co_return;
        if (isEnd && !m_isClosing)
            co_await news(opened.isReliable);
    }
}

async::Task<void> JournalConnection::news(bool isReliable)
{
    if (!m_readiness) {
        co_await async::sleepFor(betweenLooks);
        co_return;
    }
    async::Scope timer;
    if (!isReliable)
        timer.spawn(interruptLater(m_readiness));
    co_await m_readiness->wait();
}

async::Task<void> JournalConnection::goodbye()
{
    m_isClosing = true;
    if (m_readiness)
        m_readiness->interrupt();
    co_return;
}

} // namespace livebelt
