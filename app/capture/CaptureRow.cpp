// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/CaptureRow.h"

#include "model/capture/CaptureReader.h"
#include "model/capture/CaptureRemoval.h"
#include "model/capture/MarkFile.h"
#include "model/capture/OwnersOnly.h"
#include "model/records/Timestamp.h"

#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;
constexpr qint64 timeToAnswer = 24 * 3600 * second; ///< from the warning until the first file goes
constexpr qint64 littleRoom = 1'000'000'000;        ///< on the disk: then it goes at once

QString dayName(QDate day)
{
    return day.toString(Qt::ISODate);
}

/// Whether a program ended without leaving it in good order.
bool isLeft(const QString &path)
{
    return QFileInfo::exists(path + u"-lock"_s) || QFileInfo(path + u"-wal"_s).size() > 0;
}

} // namespace

Result<std::unique_ptr<CaptureRow>> CaptureRow::open(const QString &folder, HistoryLimits limits)
{
    makeOwnersFolder(folder);
    auto lock = CaptureLock::takeFolder(folder);
    if (!lock)
        return Failure{lock.error()};
    std::unique_ptr<CaptureRow> row(new CaptureRow(folder, std::move(limits), *std::move(lock)));
    row->m_folder.refresh();
    row->putRight();
    const auto &files = row->m_folder.files();
    const auto last = std::find_if(files.rbegin(), files.rend(), [](const auto &file) { return !file.feeds.empty(); });
    if (last != files.rend()) {
        row->m_closed = last->newest();
        for (const FeedInfo &feed : last->feeds)
            row->m_openBefore.insert(feed.created);
    }
    return row;
}

CaptureRow::CaptureRow(const QString &folder, HistoryLimits limits, CaptureLock lock)
    : m_lock(std::move(lock)), m_limits(std::move(limits)), m_folder(folder), m_day(m_limits.today())
{
}

CaptureRow::~CaptureRow()
{
    m_folder.refresh();
    m_folder.saveCatalogue();
}

/// What a crash has left becomes one whole file, and another one goes on.
void CaptureRow::putRight()
{
    bool anything = false;
    QStringList empty;
    for (const CaptureFile &file : m_folder.files()) {
        if (!isLeft(file.path))
            continue;
        anything = true;
        if (const auto writer = CaptureWriter::open(file.path))
            static_cast<void>((*writer)->close());
        const auto reader = CaptureReader::open(file.path);
        const auto feeds = reader ? (*reader)->feeds() : Result<QList<FeedInfo>>(Failure{reader.error()});
        if (feeds && feeds->isEmpty()) // it came no further
            empty.append(file.path);
        m_day = {}; // no file is continued
    }
    for (const QString &path : std::as_const(empty))
        removeCapture(path);
    if (anything)
        m_folder.refresh();
}

/// One with the newest of all its feeds.
bool CaptureRow::goesOn(const CaptureFile &file) const
{
    return std::all_of(file.feeds.begin(), file.feeds.end(), [this](const FeedInfo &info) {
        return std::all_of(m_folder.feeds().begin(), m_folder.feeds().end(), [&info](const FeedRow &row) {
            return row.info.created != info.created || row.info.count <= info.count;
        });
    });
}

QString CaptureRow::firstFile() const
{
    if (m_folder.files().empty() || !m_day.isValid())
        return newFile();
    const CaptureFile &last = m_folder.files().back();
    const bool isOfToday = QFileInfo(last.path).fileName().startsWith(dayName(m_limits.today()));
    const bool isWhole = last.problem.isEmpty() && !isLeft(last.path);
    return isOfToday && isWhole && last.bytes < m_limits.fileBytes && goesOn(last) ? last.path : newFile();
}

QString CaptureRow::newFile() const
{
    const QString name = m_folder.path() + u'/' + dayName(m_limits.today());
    QString path = name + u".livebelt"_s;
    for (int n = 2; QFileInfo::exists(path); ++n)
        path = u"%1 %2.livebelt"_s.arg(name).arg(n);
    return path;
}

bool CaptureRow::isDue(const QString &path) const
{
    return m_day != m_limits.today() ||
           QFileInfo(path).size() + QFileInfo(path + u"-wal"_s).size() >= m_limits.fileBytes;
}

CaptureRow::Before CaptureRow::before(const QString &address) const
{
    Before before;
    const FeedRow *row = m_folder.feedAt(address);
    if (!row)
        return before;
    before.origin.created = row->info.created;
    before.origin.earlier = row->info.count;
    before.lastTime = row->info.lastTime;
    // Where it goes on stands in the newest file that has the feed, whether that has any of its records or not.
    for (auto file = m_folder.files().rbegin(); file != m_folder.files().rend(); ++file) {
        const auto info = std::find_if(file->feeds.begin(), file->feeds.end(), [&](const FeedInfo &feed) {
            return feed.created == row->info.created && feed.address == address;
        });
        if (info == file->feeds.end())
            continue;
        const auto reader = CaptureReader::open(file->path);
        if (const auto end =
                reader ? (*reader)->endWithPoints(info->id) : Result<CaptureReader::End>(Failure{reader.error()});
            end)
            before.origin.resume = end->points;
        break;
    }
    before.wasOpen = m_openBefore.contains(row->info.created);
    before.closed = before.wasOpen ? m_closed : before.lastTime;
    return before;
}

void CaptureRow::begun()
{
    m_day = m_limits.today();
    look();
    m_folder.saveCatalogue();
}

void CaptureRow::setLimits(const HistoryLimits &limits)
{
    m_limits = limits;
    m_state.warning.clear();
}

void CaptureRow::look()
{
    m_folder.refresh();
    m_state.bytes = m_folder.bytes();
    m_state.since = 0;
    for (const FeedRow &feed : m_folder.feeds()) {
        if (feed.info.firstTime != noTime)
            m_state.since = m_state.since == 0 ? feed.info.firstTime : std::min(m_state.since, feed.info.firstTime);
    }
}

/// The first time, the person is told before, and has a day to say otherwise.
/// Somebody has marked a record in it.
static bool hasMarks(const CaptureFile &file, const std::map<qint64, FeedMarks> &marks)
{
    return std::any_of(file.feeds.begin(), file.feeds.end(), [&](const FeedInfo &feed) {
        const auto found = marks.find(feed.created);
        if (found == marks.end() || feed.first == 0)
            return false;
        const auto mark = found->second.lower_bound(feed.first);
        return mark != found->second.end() && mark->first <= feed.count;
    });
}

bool CaptureRow::mayGo(const CaptureFile &oldest)
{
    if (m_limits.isChosen)
        return true;
    const qint64 now = nowMicros();
    if (m_folder.toldAt == 0) {
        m_folder.toldAt = now;
        m_folder.saveCatalogue();
    }
    const bool isTold = now - m_folder.toldAt >= timeToAnswer;
    if (isTold || QStorageInfo(m_folder.path()).bytesAvailable() < littleRoom)
        return true;
    const QDateTime goes = QDateTime::fromMSecsSinceEpoch((m_folder.toldAt + timeToAnswer) / 1000);
    m_state.warning =
        u"The history has grown to %1: from %2 on, its oldest files are deleted, first “%3”. To keep them, choose a "
        "larger size (“Keep history” in the menu, or --keep-size), or copy them to another place"_s.arg(
            QLocale().formattedDataSize(m_folder.bytes(), 1, QLocale::DataSizeSIFormat),
            QLocale().toString(goes, QLocale::ShortFormat), QFileInfo(oldest.path).fileName());
    return false;
}

void CaptureRow::keepToLimits(const QString &current)
{
    look();
    m_state.warning.clear();
    const qint64 oldestKept =
        m_limits.keepAge.count() == 0 ? noTime : nowMicros() - qint64(m_limits.keepAge.count()) * second;
    qint64 left = m_folder.bytes();
    bool isChanged = false;
    const auto marks = MarkFile(MarkFile::besides(m_folder.path() + u'/')).read();
    if (!marks) { // what is marked is not deleted because nobody can read which that is
        m_state.warning = marks.error();
        return;
    }
    for (const CaptureFile &file : m_folder.files()) {
        const bool isTooMuch = m_limits.keepBytes > 0 && left > m_limits.keepBytes;
        if (file.path == current || (!isTooMuch && file.newest() >= oldestKept) || hasMarks(file, *marks))
            continue;
        if (!mayGo(file))
            break;
        if (!removeCapture(file.path))
            continue;
        left -= file.bytes;
        isChanged = true;
        ++m_state.removed;
    }
    if (isChanged) {
        look();
        m_folder.saveCatalogue();
    }
}

} // namespace livebelt
