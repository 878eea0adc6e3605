// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serve/ServedCaptures.h"

#include <livebelt/async/Threads.h>

#include <set>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostRecords = 1'000, mostBytes = 1 << 20; ///< of a page

} // namespace

ServedCaptures::ServedCaptures(QStringList captures)
    : m_captures(std::move(captures)), m_thread(u"serve"_s), m_open(std::make_unique<Open>())
{
}

ServedCaptures::~ServedCaptures()
{
    m_thread.run([this] { m_open.reset(); });
}

/// Null while there is nothing that could be read.
History *ServedCaptures::Open::history(const QString &capture)
{
    if (const auto found = histories.find(capture); found != histories.end())
        return found->second.get();
    auto opened = History::open(capture);
    return opened ? histories.emplace(capture, *std::move(opened)).first->second.get() : nullptr;
}

async::Task<std::vector<ServedFeed>> ServedCaptures::feeds()
{
    const auto read = [open = m_open.get(), captures = m_captures] {
        std::vector<ServedFeed> all;
        std::set<QString> names;
        for (const QString &capture : captures) {
            History *history = open->history(capture);
            const auto feeds = history ? history->feeds() : Result<QList<FeedInfo>>(QList<FeedInfo>());
            if (!feeds)
                continue;
            for (const FeedInfo &feed : *feeds) {
                QString name = feed.name;
                for (int i = 2; !names.insert(name).second; ++i)
                    name = feed.name + u"-%1"_s.arg(i);
                all.push_back({name, capture, feed});
            }
        }
        return all;
    };
    std::vector<ServedFeed> found = co_await async::onThread(m_thread.context(), read);
    co_return found;
}

async::Task<Records> ServedCaptures::page(QString capture, qint64 feed, quint64 firstSeq)
{
    const auto read = [open = m_open.get(), capture, feed, firstSeq] {
        Records records;
        History *history = open->history(capture);
        if (history && !history->page(feed, firstSeq, mostRecords, records, mostBytes))
            records.clear();
        return records;
    };
    Records found = co_await async::onThread(m_thread.context(), read);
    co_return found;
}

async::Task<quint64> ServedCaptures::seqAtTime(QString capture, qint64 feed, qint64 time)
{
    const auto read = [open = m_open.get(), capture, feed, time] {
        History *history = open->history(capture);
        const auto seq = history ? history->seqAtTime(feed, time) : Result<quint64>(quint64(1));
        return seq ? *seq : quint64(1);
    };
    const quint64 found = co_await async::onThread(m_thread.context(), read);
    co_return found;
}

} // namespace livebelt
