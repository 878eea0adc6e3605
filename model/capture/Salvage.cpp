// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/Salvage.h"

#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureWriter.h"
#include "model/capture/SqlitePages.h"
#include "model/capture/StoredRow.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <map>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Row = SqlitePages::Row;
constexpr size_t mostColumns = 20;
constexpr size_t recordsAtOnce = 2000;
constexpr quint32 pagesBetweenReports = 1000;

/// A record that can be read, and where.
struct Found
{
    qint64 id = 0;
    qint64 feed = 0;
    qint64 seq = 0;
    quint32 page = 0;
};

struct FoundFeed
{
    QString name, address, kind;
    qint64 created = 0;
    qint64 received = 0;
    qint64 durable = 0;
    bool isKnown = false;
    qint64 number = 0; ///< in the new capture
    qint64 last = 0;   ///< the newest seq taken
};

template<class T>
const T *as(const Row &row, size_t column)
{
    return column < row.values.size() ? std::get_if<T>(&row.values[column]) : nullptr;
}

bool isNull(const Row &row, size_t column)
{
    return as<std::monostate>(row, column) != nullptr;
}

/// As FeedTable writes them: id, name, address, kind, created, received, stored, quarantined, dropped, gaps, durable.
bool isFeed(const Row &row)
{
    constexpr size_t texts = 3, fewest = 11, most = 14;
    if (row.values.size() < fewest || row.values.size() > most || !isNull(row, 0) || row.id < 1)
        return false;
    for (size_t column = 1; column < row.values.size(); ++column) {
        if (column <= texts ? !as<QByteArray>(row, column) : !as<qint64>(row, column))
            return false;
    }
    return true;
}

/// Keeps the longest row of records whose numbers can all be true: of one feed, seq never grows by more than id.
void keepPlausible(std::vector<Found> &of)
{
    const auto lag = [](const Found &found) { return found.id - found.seq; };
    std::vector<size_t> ends, before(of.size());
    for (size_t i = 0; i < of.size(); ++i) {
        const auto at =
            std::upper_bound(ends.begin(), ends.end(), i, [&](size_t a, size_t b) { return lag(of[a]) < lag(of[b]); });
        before[i] = at == ends.begin() ? of.size() : *std::prev(at);
        if (at == ends.end())
            ends.push_back(i);
        else
            *at = i;
    }
    std::vector<Found> kept;
    for (size_t i = ends.empty() ? of.size() : ends.back(); i < of.size(); i = before[i])
        kept.push_back(of[i]);
    std::reverse(kept.begin(), kept.end());
    of.clear();
    for (const Found &found : kept) {
        if (of.empty() || found.seq > of.back().seq)
            of.push_back(found);
    }
    // Where ids are made of seqs, one that has gone wrong stands apart from all the others.
    constexpr qint64 mostHoles = 1'000'000, share = 100; // as a reader takes them
    auto begin = of.begin(), end = of.end();
    while (end - begin > 1 && std::prev(end)->seq - begin->seq > mostHoles + share * (end - begin)) {
        const qint64 middle = (begin + (end - begin) / 2)->seq;
        std::prev(end)->seq - middle > middle - begin->seq ? void(--end) : void(++begin);
    }
    of = std::vector<Found>(begin, end);
}

class Salvage
{
public:
    Salvage(QString from, QString to, const std::function<void(double)> &report, const std::atomic<bool> &cancel)
        : m_from(std::move(from)), m_to(std::move(to)), m_report(report), m_cancel(cancel)
    {
    }

    Result<SalvageReport> run()
    {
        if (!QFileInfo(m_from).isFile())
            return Failure{u"There is no file “%1”: check its name."_s.arg(m_from)};
        if (QFileInfo::exists(m_to))
            return Failure{u"“%1” is there already: give the salvaged capture a name of its own."_s.arg(m_to)};
        auto pages = SqlitePages::open(m_from);
        if (!pages)
            return Failure{pages.error()};
        m_pages = std::move(*pages);
        if (!look())
            return cancelled();
        if (m_found.empty())
            return Failure{u"No record can be read in “%1”."_s.arg(m_from)};
        choose();
        const auto written = write();
        if (!written)
            QFile::remove(m_to);
        return written ? Result<SalvageReport>(m_result) : Failure{written.error()};
    }

private:
    Failure cancelled() const { return {u"Cancelled: “%1” is not made."_s.arg(m_to)}; }

    /// Finds what there is.
    bool look()
    {
        for (quint32 page = 1; page <= m_pages->count(); ++page) {
            if (page % pagesBetweenReports == 0)
                m_report(double(page) / m_pages->count() / 2);
            if (m_cancel)
                return false;
            for (const Row &row : m_pages->rows(page, mostColumns)) {
                if (const auto key = recordKey(row.values, row.id))
                    m_found.push_back({row.id, key->feed, key->seq, page});
                else if (isFeed(row))
                    take(row);
            }
        }
        return true;
    }
    void take(const Row &row)
    {
        FoundFeed &feed = m_feeds[row.id];
        if (feed.isKnown && feed.received > *as<qint64>(row, 5))
            return;
        feed.isKnown = true;
        feed.name = QString::fromUtf8(*as<QByteArray>(row, 1));
        feed.address = QString::fromUtf8(*as<QByteArray>(row, 2));
        feed.kind = QString::fromUtf8(*as<QByteArray>(row, 3));
        feed.created = *as<qint64>(row, 4);
        feed.received = *as<qint64>(row, 5);
        feed.durable = *as<qint64>(row, 10);
    }

    /// Of those found, the ones to take, in the order in which they arrived.
    void choose()
    {
        const auto byId = [](const Found &a, const Found &b) { return a.id < b.id; };
        std::stable_sort(m_found.begin(), m_found.end(), byId);
        std::map<qint64, std::vector<Found>> ofFeeds;
        for (const Found &found : m_found) {
            std::vector<Found> &of = ofFeeds[found.feed];
            if (of.empty() || of.back().id != found.id || of.back().seq != found.seq) // a page that has been moved
                of.push_back(found);
        }
        m_found.clear();
        for (auto &[feed, of] : ofFeeds) {
            keepPlausible(of);
            if (of.size() < 3 && !m_feeds.contains(feed)) // a number gone wrong, rather than a feed
                continue;
            m_found.insert(m_found.end(), of.begin(), of.end());
            FoundFeed &info = m_feeds[feed];
            info.last = of.back().seq;
            const qint64 holes = of.back().seq - of.front().seq + 1 - qint64(of.size());
            m_result.missing += quint64(std::max<qint64>(0, holes));
            // How far it went, its own row may still know.
            if (info.durable > info.last && info.durable - info.last <= qint64(of.size()) + qint64(recordsAtOnce))
                m_result.missing += quint64(info.durable - info.last);
        }
        std::stable_sort(m_found.begin(), m_found.end(), byId);
    }

    Result<void> write()
    {
        auto opened = CaptureWriter::open(m_to);
        if (!opened)
            return Failure{opened.error()};
        CaptureWriter &writer = **opened;
        if (const auto added = addFeeds(writer); !added)
            return added;
        std::vector<FeedBatch> batches;
        size_t gathered = 0;
        for (size_t i = 0; i < m_found.size(); ++i) {
            const Found &found = m_found[i];
            FoundFeed &feed = m_feeds[found.feed];
            const bool isNext = !batches.empty() && batches.back().feed == feed.number && feed.last + 1 == found.seq;
            if (!isNext) {
                batches.emplace_back().feed = feed.number;
                batches.back().firstSeq = quint64(found.seq);
            }
            feed.last = found.seq;
            batches.back().records.push_back(recordAt(found));
            batches.back().received += itemCount(batches.back().records.back());
            if (++gathered < recordsAtOnce && i + 1 < m_found.size())
                continue;
            if (const auto stored = writer.append(batches); !stored)
                return stored;
            m_result.records += std::exchange(gathered, 0);
            batches.clear();
            m_report(0.5 + double(i) / double(m_found.size()) / 2);
            if (m_cancel)
                return cancelled();
        }
        return writer.close();
    }
    Result<void> addFeeds(CaptureWriter &writer)
    {
        const auto reader = CaptureReader::open(m_from);
        for (auto &[id, feed] : m_feeds) {
            if (feed.last == 0 && !feed.isKnown)
                continue;
            ++m_result.feeds;
            m_result.lostFeeds += !feed.isKnown;
            if (!feed.isKnown)
                feed = {u"feed %1"_s.arg(id), u"salvaged:%1"_s.arg(id), u"unknown"_s};
            FeedOrigin origin;
            origin.created = feed.created;
            if (reader) {
                if (const auto end = (*reader)->endWithPoints(id))
                    origin.resume = end->points;
            }
            const auto number = writer.addFeed(feed.name, feed.address, feed.kind, origin);
            if (!number)
                return Failure{number.error()};
            feed.number = *number;
            feed.last = 0;
        }
        return {};
    }
    Record recordAt(const Found &found)
    {
        if (m_page != found.page) {
            m_page = found.page;
            m_rows = m_pages->rows(found.page, mostColumns);
        }
        for (const Row &row : m_rows) {
            const auto key = row.id == found.id ? recordKey(row.values, row.id) : std::nullopt;
            if (key && key->feed == found.feed && key->seq == found.seq)
                return recordOf(row.values, row.id, row.blobs);
        }
        return {};
    }

    const QString m_from, m_to;
    const std::function<void(double)> &m_report;
    const std::atomic<bool> &m_cancel;
    std::unique_ptr<SqlitePages> m_pages;
    std::vector<Found> m_found;
    std::map<qint64, FoundFeed> m_feeds; ///< by their number in the damaged capture
    quint32 m_page = 0;                  ///< of m_rows
    std::vector<Row> m_rows;
    SalvageReport m_result;
};

} // namespace

Result<SalvageReport> salvage(const QString &from, const QString &to, const std::function<void(double)> &report,
                              const std::atomic<bool> &cancel)
{
    return Salvage(from, to, report, cancel).run();
}

} // namespace livebelt
