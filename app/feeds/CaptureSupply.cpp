// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/CaptureSupply.h"

#include "app/feeds/RecordRereader.h"
#include "app/history/History.h"
#include "model/filter/Filter.h"
#include "model/records/OptionCheck.h"
#include "resources/demo/DemoCapture.h"
#include <livebelt/async/Threads.h>
#include <livebelt/async/Worker.h>

#include <QDateTime>
#include <QTemporaryFile>
#include <algorithm>
#include <optional>
#include <stdexcept>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 1024;
constexpr qsizetype pageBytes = 8 << 20;

/// The time of a place in a recording whose first record arrived at begin: microseconds since 1970 UTC.
qint64 instantOf(const ReplayPlace &place, qint64 begin)
{
    if (place.kind == ReplayPlace::Kind::Time)
        return place.number;
    if (place.kind == ReplayPlace::Kind::Distance)
        return begin + place.number;
    const QDateTime first = QDateTime::fromMSecsSinceEpoch(begin / 1000);
    QDateTime at(first.date(), QTime::fromMSecsSinceStartOfDay(int(place.number / 1000)));
    if (at < first)
        at = at.addDays(1);
    return at.toMSecsSinceEpoch() * 1000;
}

/// A capture that is being read, on its own thread.
class Source
{
public:
    Result<FeedInfo> open(QString path, const QString &feed)
    {
        if (path == "demo"_L1) {
            if (const auto unpacked = unpackDemo(); !unpacked)
                return Failure{unpacked.error()};
            path = m_demo->fileName();
        }
        auto reader = History::open(path);
        if (!reader)
            return Failure{reader.error()};
        m_reader = std::move(*reader);
        const auto feeds = m_reader->feeds();
        if (!feeds)
            return Failure{feeds.error()};
        for (const FeedInfo &info : *feeds) {
            if (feed.isEmpty() ? info.records() > 0 : info.name == feed || info.address == feed)
                return info;
        }
        return Failure{feed.isEmpty() ? u"There is nothing to replay in %1"_s.arg(path)
                                      : u"There is no feed “%1” in %2: “livebelt info” lists them"_s.arg(feed, path)};
    }
    /// The first and the last record that are wanted.
    Result<std::pair<quint64, quint64>> range(const FeedInfo &info, const ReplayQuery &query)
    {
        Records first;
        if (const auto read = m_reader->page(info.id, std::max<quint64>(1, info.first), 1, first); !read)
            return Failure{read.error()};
        std::pair<quint64, quint64> range{std::max<quint64>(1, info.first), info.count};
        const qint64 begin = first.empty() ? 0 : first.front().received;
        if (query.from.kind == ReplayPlace::Kind::Seq) {
            range.first = quint64(query.from.number);
        } else if (query.from.kind != ReplayPlace::Kind::Edge) {
            const auto seq = m_reader->seqAtTime(info.id, instantOf(query.from, begin));
            if (!seq)
                return Failure{seq.error()};
            range.first = *seq;
        }
        if (query.to.kind == ReplayPlace::Kind::Seq) {
            range.second = std::min(range.second, quint64(query.to.number));
        } else if (query.to.kind != ReplayPlace::Kind::Edge) {
            const auto seq = m_reader->seqAtTime(info.id, instantOf(query.to, begin) + 1);
            if (!seq)
                return Failure{seq.error()};
            range.second = std::min(range.second, *seq - 1);
        }
        return range;
    }
    Result<Records> page(qint64 feed, quint64 firstSeq)
    {
        Records records;
        if (const auto read = m_reader->page(feed, firstSeq, pageSize, records, pageBytes); !read)
            return Failure{read.error()};
        return records;
    }
    QObject *context() const { return m_thread.context(); }

private:
    Result<void> unpackDemo()
    {
        m_demo.emplace();
        const QByteArray bytes = demoCapture();
        if (!m_demo->open() || m_demo->write(bytes) != bytes.size() || !m_demo->flush())
            return Failure{u"The demo cannot be unpacked to %1: %2"_s.arg(m_demo->fileName(), m_demo->errorString())};
        return {};
    }

    std::optional<QTemporaryFile> m_demo;
    std::unique_ptr<History> m_reader;
    async::Worker m_thread{u"replay"_s}; ///< last: it has ended before what it uses goes
};

/// Null: the records are given as they were captured.
std::unique_ptr<RecordRereader> rereaderOf(const ReplayQuery &query, const FeedInfo &info, const ReplayReaders &readers)
{
    if (query.reading.isEmpty())
        return nullptr;
    const auto before = FeedAddress::parse(info.address);
    if (!before)
        throw std::runtime_error(before.error().toStdString());
    const auto kind = std::find_if(readers.kinds->begin(), readers.kinds->end(), [&](const FeedDescription &each) {
        return each.schemes.contains(before->scheme());
    });
    if (kind == readers.kinds->end())
        throw std::runtime_error(unknownScheme(*readers.kinds, before->scheme()).toStdString());
    FeedAddress now = *before;
    const auto has = [&query](const char16_t *name) {
        return std::any_of(query.reading.begin(), query.reading.end(),
                           [name](const FeedAddress::Option &option) { return option.first == QStringView(name); });
    };
    if (has(u"pattern") && !has(u"parse")) // which it is for
        now = now.with(u"parse"_s, {});
    for (const auto &[name, value] : query.reading)
        now = now.with(name, value);
    if (const auto usable = readerOptions(*kind, now); !usable)
        throw std::runtime_error(usable.error().toStdString());
    return std::make_unique<RecordRereader>(*kind, *before, now, readers.logFormats);
}

void readAgain(RecordRereader &rereader, Records &records)
{
    for (size_t i = 0; i < records.size(); ++i) {
        const bool isPart = i + 1 < records.size() ? records[i + 1].continues : records[i].end == ItemEnd::None;
        records[i] = rereader.again(records[i], isPart);
    }
}

} // namespace

async::AsyncIterator<Record> captureRecords(ReplayQuery query)
{
    query.reading.clear();
    return captureRecordsRead(std::move(query), {});
}

async::AsyncIterator<Record> captureRecordsRead(ReplayQuery query, ReplayReaders readers)
{
    const auto filter = Filter::parse(query.filter);
    if (!filter)
        throw std::runtime_error(filter.error().toStdString());
    const auto source = std::make_unique<Source>();
    Source *reading = source.get();
    const auto open = [=] { return reading->open(query.path, query.feed); };
    const Result<FeedInfo> info = co_await async::onThread(source->context(), open);
    if (!info)
        throw std::runtime_error(info.error().toStdString());
    const QByteArray name = info->name.toUtf8();
    const auto find = [=, feed = *info] { return reading->range(feed, query); };
    const Result<std::pair<quint64, quint64>> range = co_await async::onThread(source->context(), find);
    if (!range)
        throw std::runtime_error(range.error().toStdString());
    const std::unique_ptr<RecordRereader> rereader = rereaderOf(query, *info, readers);
    if (rereader && range->first > 1) { // a header, or what the format was told by
        const auto read = [=, id = info->id] { return reading->page(id, 1); };
        Result<Records> first = co_await async::onThread(source->context(), read);
        if (!first)
            throw std::runtime_error(first.error().toStdString());
        std::erase_if(*first, [&range](const Record &record) { return record.seq >= range->first; });
        readAgain(*rereader, *first);
    }
    for (quint64 next = range->first; next <= range->second;) {
        const auto read = [=, id = info->id] { return reading->page(id, next); };
        Result<Records> page = co_await async::onThread(source->context(), read);
        if (!page)
            throw std::runtime_error(page.error().toStdString());
        if (page->empty())
            co_return;
        next = page->back().seq + 1;
        if (rereader)
            readAgain(*rereader, *page);
        for (Record &record : *page) {
            if (record.seq <= range->second && filter->matches(record, name))
                co_yield std::move(record);
        }
    }
}

} // namespace livebelt
