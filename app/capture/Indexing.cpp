// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/Indexing.h"

#include "model/capture/BlockIndexer.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/Task.h>
#include <livebelt/async/Timers.h>

namespace livebelt {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class Indexing::Work
{
public:
    Work() { m_scope.spawn(run()); }

    void wake(const QString &path)
    {
        m_path = path;
        m_stored.set();
    }

private:
    async::Task<void> run()
    {
        while (true) {
            co_await m_stored.wait();
            while (makeOne())
                co_await async::sleepFor(0ms);
        }
    }

    /// A block. Where that fails it is tried again when more has been stored.
    bool makeOne()
    {
        if (!m_indexer || m_indexed != m_path || m_indexer->isAstray()) {
            if (m_indexer && m_indexed != m_path && !m_indexer->isAstray())
                m_indexer->leave(); // the writer has left it before
            m_indexer.reset();
            auto opened = BlockIndexer::open(m_path);
            if (!opened)
                return false;
            m_indexer = *std::move(opened);
            m_indexed = m_path;
        }
        const auto made = m_indexer->step();
        return made && *made;
    }

    QString m_path, m_indexed;
    std::unique_ptr<BlockIndexer> m_indexer;
    async::Event m_stored;
    async::Scope m_scope; ///< last: it refers to all the others
};

Indexing::Indexing() : m_thread(u"index"_s)
{
    m_thread.run([this] { m_work = std::make_unique<Work>(); });
}

Indexing::~Indexing()
{
    stop();
}

void Indexing::stop()
{
    m_thread.run([this] { m_work.reset(); });
    m_thread.stop();
}

void Indexing::stored(const QString &path)
{
    {
        const std::lock_guard lock(m_mutex);
        if (path.isEmpty())
            return;
        m_path = path;
        if (std::exchange(m_isAwake, true))
            return;
    }
    m_thread.post([this] {
        QString last;
        {
            const std::lock_guard lock(m_mutex);
            m_isAwake = false;
            last = m_path;
        }
        if (m_work)
            m_work->wake(last);
    });
}

} // namespace livebelt
