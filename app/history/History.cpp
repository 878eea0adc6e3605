// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/History.h"

#include <QFileInfo>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr size_t mostOpen = 8;
}

Result<std::unique_ptr<History>> History::open(const QString &path)
{
    std::unique_ptr<History> history(new History(path));
    if (!CaptureFolder::isMeantBy(path)) {
        auto reader = CaptureReader::open(path);
        if (!reader)
            return Failure{reader.error()};
        history->m_single = std::move(*reader);
        return history;
    }
    if (!QFileInfo(path).isDir())
        return Failure{u"There is no folder “%1”: check its name."_s.arg(path)};
    history->m_folder.emplace(path);
    history->refresh();
    if (history->m_folder->files().empty())
        return Failure{u"There is no capture in the folder “%1”: choose one that Livebelt recorded to."_s.arg(path)};
    const QStringList problems = history->problems();
    if (problems.size() == qsizetype(history->m_folder->files().size()))
        return Failure{problems.constLast()};
    return history;
}

void History::refresh()
{
    m_folder->refresh();
    const auto &files = m_folder->files();
    std::erase_if(m_open, [&files](const auto &open) {
        return std::none_of(files.begin(), files.end(),
                            [&open](const CaptureFile &file) { return file.path == open.first; });
    });
}

Result<CaptureReader *> History::reader(const QString &path)
{
    const auto now = std::chrono::steady_clock::now();
    if (const auto found = m_open.find(path); found != m_open.end()) {
        found->second.used = now;
        return found->second.reader.get();
    }
    auto reader = CaptureReader::open(path);
    if (!reader)
        return Failure{reader.error()};
    if (m_open.size() >= mostOpen) {
        m_open.erase(std::min_element(m_open.begin(), m_open.end(),
                                      [](const auto &a, const auto &b) { return a.second.used < b.second.used; }));
    }
    return m_open.emplace(path, Open{std::move(*reader), now}).first->second.reader.get();
}

void History::keepOpen(qint64 feed, quint64 seq)
{
    const FeedRow *from = m_folder ? row(feed) : nullptr;
    if (!from)
        return;
    for (const FeedRow::Stretch &stretch : from->stretches) {
        if (seq >= stretch.first && seq <= stretch.last)
            static_cast<void>(reader(stretch.path));
    }
}

void History::letGo(std::chrono::milliseconds idle)
{
    const auto since = std::chrono::steady_clock::now() - idle;
    std::erase_if(m_open, [since](const auto &open) { return open.second.used <= since; });
}

const FeedRow *History::row(qint64 feed) const
{
    const auto &rows = m_folder->feeds();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [feed](const FeedRow &row) { return row.info.id == feed; });
    return found == rows.end() ? nullptr : &*found;
}

Result<QList<FeedInfo>> History::feeds()
{
    if (m_single)
        return m_single->feeds();
    refresh();
    QList<FeedInfo> feeds;
    for (const FeedRow &feed : m_folder->feeds())
        feeds.append(feed.info);
    return feeds;
}

Result<void> History::page(qint64 feed, quint64 firstSeq, qsizetype count, Records &out, qsizetype maxBytes)
{
    if (m_single)
        return m_single->page(feed, firstSeq, count, out, maxBytes);
    out.clear();
    const FeedRow *from = row(feed);
    if (!from || from->info.count < firstSeq + quint64(count) - 1 || firstSeq < from->info.first) {
        refresh(); // it may have grown
        from = row(feed);
    }
    if (!from)
        return {};
    Records part;
    for (const FeedRow::Stretch &stretch : from->stretches) {
        if (stretch.last < firstSeq)
            continue;
        const auto capture = reader(stretch.path);
        if (!capture)
            return Failure{capture.error()};
        const quint64 first = std::max(firstSeq, stretch.first);
        const auto wanted = qsizetype(std::min(quint64(count) - out.size(), stretch.last - first + 1));
        if (const auto read = (*capture)->page(stretch.number, first, wanted, part, maxBytes); !read)
            return read;
        for (Record &record : part) {
            maxBytes -= record.footprint();
            out.push_back(std::move(record));
        }
        if (out.size() >= size_t(count) || maxBytes <= 0)
            break;
    }
    return {};
}

Result<void> History::eachPart(qint64 feed, quint64 firstSeq, quint64 lastSeq, const Look &look)
{
    if (m_single) {
        const auto looked = look(*m_single, feed, firstSeq, lastSeq);
        return looked ? Result<void>() : Failure{looked.error()};
    }
    const FeedRow *from = row(feed);
    if (!from || from->info.count < lastSeq) {
        refresh(); // it may have grown
        from = row(feed);
    }
    if (!from)
        return {};
    for (const FeedRow::Stretch &stretch : from->stretches) {
        if (stretch.last < firstSeq || stretch.first > lastSeq)
            continue;
        const auto capture = reader(stretch.path);
        const auto looked = capture ? look(**capture, stretch.number, std::max(firstSeq, stretch.first),
                                           std::min(lastSeq, stretch.last))
                                    : Result<bool>(Failure{capture.error()});
        if (!looked)
            return Failure{looked.error()};
        if (!*looked)
            return {};
    }
    return {};
}

Result<void> History::scan(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                           const std::function<bool(const Record &)> &visit)
{
    bool goesOn = true;
    const auto look = [&](const Record &record) { return goesOn = visit(record); };
    return eachPart(feed, firstSeq, lastSeq,
                    [&](CaptureReader &capture, qint64 number, quint64 first, quint64 last) -> Result<bool> {
                        const auto scanned = capture.scan(number, first, last, question, look);
                        return scanned ? Result<bool>(goesOn) : Failure{scanned.error()};
                    });
}

Result<void> History::find(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                           std::vector<quint64> &seqs)
{
    return eachPart(feed, firstSeq, lastSeq,
                    [&](CaptureReader &capture, qint64 number, quint64 first, quint64 last) -> Result<bool> {
                        const auto found = capture.find(number, first, last, question, seqs);
                        return found ? Result<bool>(true) : Failure{found.error()};
                    });
}

Result<void> History::blocks(qint64 feed, quint64 firstSeq, quint64 lastSeq, BlockRange times,
                             const std::function<void(const BlockRow &)> &visit)
{
    return eachPart(feed, firstSeq, lastSeq,
                    [&](CaptureReader &capture, qint64 number, quint64 first, quint64 last) -> Result<bool> {
                        const auto walked = capture.blocks(number, first, last, times, visit);
                        return walked ? Result<bool>(true) : Failure{walked.error()};
                    });
}

std::optional<bool> History::blockMayMatch(qint64 feed, quint64 firstSeq, const BlockFilter &filter)
{
    if (m_single)
        return m_single->blockMayMatch(feed, firstSeq, filter);
    const FeedRow *from = row(feed);
    if (!from)
        return std::nullopt;
    for (const FeedRow::Stretch &stretch : from->stretches) {
        if (stretch.first > firstSeq || stretch.last < firstSeq + blockRecords - 1)
            continue; // it has not got all of it
        const auto capture = reader(stretch.path);
        return capture && (*capture)->hasIndex() ? (*capture)->blockMayMatch(stretch.number, firstSeq, filter)
                                                 : std::nullopt;
    }
    return std::nullopt;
}

Result<quint64> History::seqAtTime(qint64 feed, qint64 micros)
{
    if (m_single)
        return m_single->seqAtTime(feed, micros);
    refresh();
    const FeedRow *from = row(feed);
    if (!from)
        return quint64(1);
    for (const FeedRow::Stretch &stretch : from->stretches) {
        if (stretch.lastTime < micros)
            continue;
        const auto capture = reader(stretch.path);
        if (!capture)
            return Failure{capture.error()};
        const auto seq = (*capture)->seqAtTime(stretch.number, micros);
        return seq ? Result<quint64>(std::clamp(*seq, stretch.first, stretch.last + 1)) : seq;
    }
    return from->info.count + 1;
}

Result<CaptureReader::End> History::endWithPoints(qint64 feed)
{
    if (m_single)
        return m_single->endWithPoints(feed);
    refresh();
    const FeedRow *from = row(feed);
    if (!from || from->stretches.empty())
        return CaptureReader::End();
    const auto capture = reader(from->stretches.back().path);
    return capture ? (*capture)->endWithPoints(from->stretches.back().number) : Failure{capture.error()};
}

QStringList History::problems() const
{
    QStringList sentences;
    if (m_folder) {
        for (const CaptureFile &file : m_folder->files()) {
            if (!file.problem.isEmpty())
                sentences.append(file.problem);
        }
    }
    return sentences;
}

QStringList History::files() const
{
    if (m_single)
        return {m_path};
    QStringList paths;
    for (const CaptureFile &file : m_folder->files())
        paths.append(file.path);
    return paths;
}

qint64 History::bytes() const
{
    return m_single ? QFileInfo(m_path).size() : m_folder->bytes();
}

} // namespace livebelt
