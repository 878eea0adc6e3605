// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/MarksOfFeeds.h"

#include "app/history/History.h"
#include <livebelt/async/Threads.h>

#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

struct Loaded
{
    qint64 created = 0;
    FeedMarks marks;
};

/// A feed that is not there yet is no failure: it is asked for again.
Result<Loaded> loaded(const QString &file, const CapturePlace &place)
{
    const auto history = History::open(place.capture);
    const auto feeds = history ? (*history)->feeds() : Result<QList<FeedInfo>>(Failure{history.error()});
    if (!feeds)
        return Failure{feeds.error()};
    const auto found =
        std::find_if(feeds->begin(), feeds->end(), [&](const FeedInfo &info) { return info.id == place.feed; });
    if (found == feeds->end())
        return Loaded{};
    auto all = MarkFile(file).read();
    if (!all)
        return Failure{all.error()};
    return Loaded{found->created, std::move((*all)[found->created])};
}

} // namespace

MarksOfFeeds::~MarksOfFeeds()
{
    m_thread.run([] {}); // what was set before has been written then
}

RecordMarks &MarksOfFeeds::of(qint64 feed)
{
    Entry &entry = m_entries[feed];
    if (entry.marks)
        return *entry.marks;
    entry.marks = std::make_unique<RecordMarks>();
    const auto edit = [this, feed](quint64 seq, const std::optional<QString> &note) {
        Entry &edited = m_entries[feed];
        if (edited.created == 0)
            edited.waiting.push_back({seq, note});
        else
            write(edited, {seq, note});
    };
    QObject::connect(entry.marks.get(), &RecordMarks::edited, entry.marks.get(), edit);
    return *entry.marks;
}

void MarksOfFeeds::setPlace(qint64 feed, const CapturePlace &place)
{
    of(feed);
    Entry &entry = m_entries[feed];
    if (place.feed == 0 || entry.created != 0 || std::exchange(entry.isAsked, true))
        return;
    entry.file = MarkFile::besides(place.capture);
    m_tasks.spawn(load(feed, place));
}

async::Task<void> MarksOfFeeds::load(qint64 feed, CapturePlace place)
{
    const QString file = MarkFile::besides(place.capture);
    const auto look = [=] { return loaded(file, place); };
    const Result<Loaded> found = co_await async::onThread(m_thread.context(), look);
    const auto at = m_entries.find(feed);
    if (at == m_entries.end())
        co_return;
    Entry &entry = at->second;
    entry.isAsked = false;
    if (!found)
        m_complain(found.error());
    if (!found || found->created == 0)
        co_return;
    entry.created = found->created;
    for (const Change &change : std::exchange(entry.waiting, {}))
        write(entry, change);
    entry.marks->load(found->marks);
}

void MarksOfFeeds::write(const Entry &entry, const Change &change)
{
    const auto problem = std::make_shared<QString>();
    m_thread.post([file = entry.file, created = entry.created, change, problem] {
        if (const auto set = MarkFile(file).set(created, change.seq, change.note); !set)
            *problem = set.error();
    });
    m_tasks.spawn(tell(problem));
}

/// Behind the change, on the same thread, it is known how that went.
async::Task<void> MarksOfFeeds::tell(std::shared_ptr<QString> problem)
{
    const auto nothing = [] {};
    co_await async::onThread(m_thread.context(), nothing);
    if (!problem->isEmpty())
        m_complain(*problem);
}

void MarksOfFeeds::remove(qint64 feed)
{
    const auto removed = m_entries.extract(feed);
    if (removed && removed.mapped().marks) // views let go of it by events of their own
        removed.mapped().marks.release()->deleteLater();
}

} // namespace livebelt
