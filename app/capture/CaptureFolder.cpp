// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/CaptureFolder.h"

#include "app/capture/Catalogue.h"
#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureSchema.h"
#include "model/records/Timestamp.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <algorithm>
#include <map>
#include <sys/stat.h>
#include <unordered_map>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

struct Stat
{
    qint64 bytes = 0;
    qint64 modified = 0; ///< in nanoseconds
};

/// 0 where there is none.
Stat statOf(const QString &path)
{
    struct stat status = {};
    if (stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return {status.st_size, status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec};
}

void read(CaptureFile &file)
{
    using Use = CaptureReader::Use;
    const auto reader = CaptureReader::open(file.path, file.isWritten ? Use::Shared : Use::Still);
    const auto feeds = reader ? (*reader)->feeds() : Result<QList<FeedInfo>>(Failure{reader.error()});
    file.feeds = feeds ? *feeds : QList<FeedInfo>();
    file.problem = feeds || isBlank(file.path) ? QString() : feeds.error();
}

/// Where a file's part of a feed begins, or would.
quint64 beginning(const FeedInfo &info)
{
    return info.first == 0 ? info.count + 1 : info.first;
}

/// Takes a file's part of a feed in. Of what several files hold, say a copy of one, the first is taken. newest: has the
/// names of the feed.
void add(FeedRow &row, const FeedInfo &info, const QString &path, const FeedInfo *&newest)
{
    FeedInfo &all = row.info;
    FeedRow::Stretch stretch{path, info.id, info.first, info.count, info.lastTime};
    if (!row.stretches.empty())
        stretch.first = std::max(stretch.first, row.stretches.back().last + 1);
    if (info.records() > 0 && stretch.first <= stretch.last) {
        row.stretches.push_back(stretch);
        all.counters.add(info.counters);
        all.first = all.first == 0 ? info.first : all.first;
        all.firstTime = all.firstTime == noTime ? info.firstTime : all.firstTime;
    }
    if (!newest || info.count >= all.count) {
        newest = &info;
        all.count = info.count;
        all.durable = info.durable;
        all.created = info.created;
        all.lastTime = info.lastTime == noTime ? all.lastTime : info.lastTime;
    }
}

} // namespace

qint64 CaptureFile::newest() const
{
    qint64 newest = noTime;
    for (const FeedInfo &feed : feeds)
        newest = std::max(newest, feed.lastTime);
    return newest == noTime ? modified / 1000 : newest;
}

bool CaptureFolder::isMeantBy(const QString &path)
{
    return path.endsWith(u'/') || QFileInfo(path).isDir();
}

CaptureFolder::CaptureFolder(QString path) : m_path(QDir::cleanPath(path)) {}

void CaptureFolder::refresh()
{
    if (!std::exchange(m_isRead, true))
        readCatalogue();
    // Whoever writes a capture has others beside it for as long; a change so new might be followed by one that cannot
    // be told from it.
    constexpr qint64 justNow = 50'000'000;
    const qint64 changed = statOf(m_path).modified;
    if (changed != 0 && changed == m_listed) {
        lookAtWritten();
        return;
    }
    m_listed = nowMicros() * 1000 - changed > justNow ? changed : 0;
    list();
    sort();
    merge();
}

/// The oldest first.
void CaptureFolder::sort()
{
    std::vector<std::pair<qint64, size_t>> order;
    for (const CaptureFile &file : m_files)
        order.emplace_back(file.newest(), order.size());
    std::sort(order.begin(), order.end());
    std::vector<CaptureFile> sorted;
    sorted.reserve(order.size());
    for (const auto &[newest, at] : order)
        sorted.push_back(std::move(m_files[at]));
    m_files = std::move(sorted);
}

void CaptureFolder::lookAtWritten()
{
    bool anything = false;
    for (CaptureFile &file : m_files) {
        if (!file.isWritten)
            continue;
        anything = true;
        file.bytes = QFileInfo(file.path).size() + QFileInfo(file.path + u"-wal"_s).size();
        read(file);
    }
    if (anything)
        merge();
}

void CaptureFolder::list()
{
    std::unordered_map<QString, CaptureFile> known;
    for (CaptureFile &file : m_files)
        known.emplace(file.path, std::move(file));
    m_files.clear();
    const QStringList names = QDir(m_path).entryList(QDir::Files, QDir::Unsorted);
    const QSet<QString> there(names.begin(), names.end());
    for (const QString &name : names) {
        if (!name.endsWith(".livebelt"_L1))
            continue;
        CaptureFile file;
        file.path = m_path + u'/' + name;
        const Stat is = statOf(file.path);
        file.bytes = is.bytes;
        file.modified = is.modified;
        const qint64 more = there.contains(name + "-wal"_L1) ? QFileInfo(file.path + u"-wal"_s).size() : 0;
        file.isWritten = more > 0 || there.contains(name + "-lock"_L1);
        file.bytes += more;
        const auto before = known.find(file.path);
        const bool isKnown = before != known.end() && before->second.bytes == file.bytes &&
                             before->second.modified == file.modified && !file.isWritten;
        if (isKnown)
            file = std::move(before->second);
        else
            read(file);
        m_files.push_back(std::move(file));
    }
}

void CaptureFolder::merge()
{
    struct Part
    {
        const FeedInfo *info;
        const CaptureFile *file;
    };
    std::map<qint64, std::vector<Part>> parts;
    for (const CaptureFile &file : m_files) {
        for (const FeedInfo &info : file.feeds) {
            qint64 id = info.created;
            const auto isTaken = [&] { return !parts[id].empty() && parts[id].back().file == &file; };
            while (isTaken()) // which no writer of ours makes
                ++id;
            parts[id].push_back({&info, &file});
        }
    }
    m_feeds.clear();
    for (auto &[id, of] : parts) {
        std::stable_sort(of.begin(), of.end(),
                         [](const Part &a, const Part &b) { return beginning(*a.info) < beginning(*b.info); });
        FeedRow &row = m_feeds.emplace_back();
        const FeedInfo *newest = nullptr;
        row.stretches.reserve(of.size());
        for (const Part &part : of)
            add(row, *part.info, part.file->path, newest);
        row.info.name = newest->name;
        row.info.address = newest->address;
        row.info.kind = newest->kind;
        row.info.id = id;
    }
}

const FeedRow *CaptureFolder::feedAt(const QString &address) const
{
    const FeedRow *found = nullptr;
    for (const FeedRow &feed : m_feeds) {
        if (feed.info.address == address && (!found || feed.info.lastTime >= found->info.lastTime))
            found = &feed;
    }
    return found;
}

qint64 CaptureFolder::bytes() const
{
    qint64 bytes = 0;
    for (const CaptureFile &file : m_files)
        bytes += file.bytes;
    return bytes;
}

void CaptureFolder::readCatalogue()
{
    Catalogue read = Catalogue::read(catalogue());
    toldAt = read.toldAt;
    for (CaptureFile &file : read.files)
        file.path = m_path + u'/' + file.path;
    m_files = std::move(read.files);
}

void CaptureFolder::saveCatalogue() const
{
    Catalogue kept;
    kept.toldAt = toldAt;
    for (const CaptureFile &file : m_files) {
        if (file.isWritten || !file.problem.isEmpty())
            continue;
        kept.files.push_back(file);
        kept.files.back().path = QFileInfo(file.path).fileName();
    }
    kept.save(catalogue());
}

} // namespace livebelt
