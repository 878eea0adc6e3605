// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/Reread.h"

#include "app/capture/NewCapture.h"
#include "app/feeds/RecordRereader.h"
#include "app/history/History.h"
#include "model/records/OptionCheck.h"
#include <livebelt/async/Loop.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/Worker.h>

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <stdexcept>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pageSize = 1024;
constexpr qsizetype pageBytes = 8 << 20;
constexpr std::chrono::milliseconds reportInterval{100};
constexpr quint64 learnedFrom = 64; ///< records: a header, the form that auto finds

/// What is read, page by page.
class RereadPages
{
public:
    RereadPages(QString capture, const FeedInfo &feed, const FeedDescription &kind, const FeedAddress &before,
                const FeedAddress &now, std::shared_ptr<LogFormatsOnDemand> logFormats)
        : m_capture(std::move(capture)), m_feed(feed), m_reader(kind, before, now, std::move(logFormats))
    {
    }

    Result<void> open()
    {
        auto reader = History::open(m_capture);
        if (!reader)
            return Failure{reader.error()};
        m_pages = std::move(*reader);
        return {};
    }
    Result<CaptureReader::End> end() { return m_pages->endWithPoints(m_feed.id); }

    /// The next records from first on to last; none at the end.
    Result<Records> next(quint64 first, quint64 last, qsizetype count = pageSize)
    {
        Records records;
        if (first > last)
            return records;
        if (const auto read = m_pages->page(m_feed.id, first, count + 1, records, pageBytes); !read)
            return Failure{read.error()};
        while (!records.empty() && records.back().seq > last) // it is still being recorded
            records.pop_back();
        bool isNextContinuing = false;
        if (records.size() > 1) {
            isNextContinuing = records.back().continues;
            if (const bool isAtEnd = records.back().seq >= last && qsizetype(records.size()) <= count; !isAtEnd)
                records.pop_back();
            else
                isNextContinuing = false;
        } else if (!records.empty() && records.front().seq < last) {
            Records following;
            if (const auto read = m_pages->page(m_feed.id, records.front().seq + 1, 1, following); !read)
                return Failure{read.error()};
            isNextContinuing = !following.empty() && following.front().continues;
        }
        for (size_t i = 0; i < records.size(); ++i) {
            const bool isPart = i + 1 < records.size() ? records[i + 1].continues : isNextContinuing;
            records[i] = m_reader.again(records[i], isPart);
        }
        return records;
    }

private:
    QString m_capture;
    FeedInfo m_feed;
    RecordRereader m_reader;
    std::unique_ptr<History> m_pages;
};

/// What is read again, in a capture of its own.
class RereadCapture
{
public:
    explicit RereadCapture(QString to) : m_capture(std::move(to)) {}

    /// points: where the feed goes on.
    Result<void> open(const FeedInfo &feed, const FeedAddress &address, ResumePoints points)
    {
        if (const auto opened = m_capture.open({CaptureOptions::Synchronous::Normal}); !opened)
            return opened;
        const quint64 earlier = std::max<quint64>(1, feed.first) - 1; // in files that are gone, or before this one
        const auto id = m_capture.writer().addFeed(feed.name, address.toString(), feed.kind, {0, earlier, {}});
        if (!id)
            return Failure{id.error()};
        m_feed = *id;
        m_points = std::move(points);
        return {};
    }
    Result<void> append(Records records, quint64 end)
    {
        const quint64 first = m_capture.writer().end(m_feed) + 1;
        if (!records.empty() && records.front().seq != first)
            return Failure{u"Record %1 is missing in the capture: it is damaged"_s.arg(first)};
        std::vector<FeedBatch> batches(1);
        batches[0].feed = m_feed;
        for (const Record &record : records)
            batches[0].received += itemCount(record);
        for (Record &record : records) {
            if (record.seq + m_points.size() > end) // each goes with one of the last records
                record.resume = std::make_shared<const ResumePoint>(m_points[size_t(end - record.seq)]);
        }
        batches[0].records = std::move(records);
        return m_capture.writer().append(batches);
    }
    Result<void> finish() { return m_capture.finish(); }

private:
    NewCapture m_capture;
    qint64 m_feed = 0;
    ResumePoints m_points;
};

void check(const Result<void> &result)
{
    if (!result)
        throw std::runtime_error(result.error().toStdString());
}

async::Task<Result<Records>> previewed(std::shared_ptr<RereadPages> pages, int count, quint64 firstSeq, quint64 last)
{
    async::Worker thread(u"reread"_s);
    const auto read = [=]() -> Result<Records> {
        if (const auto opened = pages->open(); !opened)
            return Failure{opened.error()};
        Records shown;
        if (const auto learned = pages->next(1, std::min(learnedFrom, firstSeq - 1)); !learned)
            return learned;
        for (quint64 next = firstSeq; next <= last && qsizetype(shown.size()) < count;) {
            Result<Records> some = pages->next(next, last, std::clamp(count, 1, int(pageSize)));
            if (!some || some->empty())
                return some ? shown : some;
            next = some->back().seq + 1;
            for (Record &record : *some) {
                if (record.kind != RecordKind::Notice && qsizetype(shown.size()) < count)
                    shown.push_back(std::move(record));
            }
        }
        return shown;
    };
    Result<Records> records = co_await async::onThread(thread.context(), read);
    co_return records;
}

async::AsyncIterator<RereadProgress> written(std::shared_ptr<RereadPages> pages, FeedInfo feed, FeedAddress address,
                                             QString to)
{
    const auto capture = std::make_shared<RereadCapture>(std::move(to));
    async::Worker thread(u"reread"_s);
    const auto open = [=]() -> Result<quint64> {
        if (const auto opened = pages->open(); !opened)
            return Failure{opened.error()};
        const auto end = pages->end();
        if (!end)
            return Failure{end.error()};
        const auto opened = capture->open(feed, address, end->points);
        return opened ? Result<quint64>(end->seq) : Failure{opened.error()};
    };
    const Result<quint64> last = co_await async::onThread(thread.context(), open);
    if (!last)
        throw std::runtime_error(last.error().toStdString());
    RereadProgress progress{std::max<quint64>(1, feed.first) - 1, *last};
    auto reported = async::Loop::current().clock().now();
    while (progress.done < progress.total) {
        const auto copy = [=, next = progress.done + 1, end = *last]() -> Result<quint64> {
            Result<Records> records = pages->next(next, end);
            if (!records)
                return Failure{records.error()};
            const quint64 reached = records->empty() ? end : records->back().seq; // some may be missing
            const auto appended = capture->append(*std::move(records), end);
            return appended ? Result<quint64>(reached) : Failure{appended.error()};
        };
        const Result<quint64> reached = co_await async::onThread(thread.context(), copy);
        if (!reached)
            throw std::runtime_error(reached.error().toStdString());
        progress.done = *reached;
        const auto now = async::Loop::current().clock().now();
        if (now - reported >= reportInterval) {
            reported = now;
            co_yield RereadProgress(progress);
        }
    }
    const auto finish = [=] { return capture->finish(); };
    const Result<void> finished = co_await async::onThread(thread.context(), finish);
    check(finished);
    co_yield RereadProgress(progress);
}

} // namespace

QList<FeedParameter> Reread::parameters(const FeedDescription &kind)
{
    QStringList names;
    const auto known = ParserOptions::parameters();
    for (const FeedParameter &parameter : known)
        names << parameter.name;
    QList<FeedParameter> parameters;
    if (!readerOptions(kind, FeedAddress()))
        return parameters;
    std::copy_if(
        kind.parameters.begin(), kind.parameters.end(), std::back_inserter(parameters),
        [&](const FeedParameter &p) { return p.part == FeedParameter::Part::Query && names.contains(p.name); });
    return parameters;
}

Result<Reread> Reread::of(const QString &capture, const FeedInfo &feed, const Options &options, const FeedKinds &kinds)
{
    Reread reread;
    const auto address = FeedAddress::parse(feed.address);
    if (!address)
        return Failure{address.error()};
    const auto kind = kinds.find(*address);
    if (!kind)
        return Failure{kind.error()};
    const QList<FeedParameter> known = parameters((*kind)->description);
    reread.m_address = *address;
    for (const auto &[name, value] : options) {
        const auto isIt = [&](const FeedParameter &parameter) { return parameter.name == name; };
        if (!known.isEmpty() && std::none_of(known.begin(), known.end(), isIt))
            return Failure{u"%1= cannot be changed when a feed is read again: what arrived is cut already"_s.arg(name)};
        reread.m_address = reread.m_address.with(name, value);
    }
    for (const FeedAddress &each : {*address, reread.m_address}) {
        if (const auto checked = checkOptions((*kind)->description, each); !checked)
            return Failure{checked.error()};
        if (const auto usable = readerOptions((*kind)->description, each); !usable)
            return Failure{usable.error()};
    }
    reread.m_capture = capture;
    reread.m_feed = feed;
    reread.m_before = *address;
    reread.m_kind = (*kind)->description;
    reread.m_logFormats = kinds.logFormats();
    return reread;
}

async::Task<Result<Records>> Reread::preview(int count, quint64 firstSeq) const
{
    return previewed(std::make_shared<RereadPages>(m_capture, m_feed, m_kind, m_before, m_address, m_logFormats), count,
                     std::max<quint64>(firstSeq, 1), m_feed.count);
}

async::AsyncIterator<RereadProgress> Reread::write(QString to) const
{
    return written(std::make_shared<RereadPages>(m_capture, m_feed, m_kind, m_before, m_address, m_logFormats), m_feed,
                   m_address, std::move(to));
}

} // namespace livebelt
