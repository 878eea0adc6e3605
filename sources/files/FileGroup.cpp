// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileGroup.h"

#include "model/records/Notice.h"
#include "model/records/Sentence.h"
#include "sources/feed/SetAfter.h"
#include "sources/files/FileSource.h"
#include "sources/files/Unpacker.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <algorithm>
#include <chrono>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr quint64 waitingBytes = 1 << 20;
constexpr auto betweenLooks = 1s;
constexpr int looksUntilLetGo = 3;
constexpr qsizetype mostWatched = 256; ///< folders; what is new in others is found by the next look

Record information(const QString &text)
{
    return makeNotice(NoticeType::Information, text.toUtf8());
}

} // namespace

FileGroup::FileGroup(FileAddress address) : m_address(std::move(address)), m_records(waitingBytes) {}

AsyncIterator<Record> FileGroup::records()
{
    Scope scope;
    scope.spawn(m_address.follows ? followAll() : readAll());
    while (auto record = co_await m_records.receive())
        co_yield std::move(*record);
}

Task<void> FileGroup::close()
{
    m_records.close();
    co_return;
}

Task<bool> FileGroup::tell(Record notice)
{
    const bool isTaken = co_await m_records.send(std::move(notice));
    co_return isTaken;
}

Task<void> FileGroup::readAll()
{
    FileMatches matches = co_await matchesOf(m_address.path);
    std::stable_sort(matches.files.begin(), matches.files.end(),
                     [](const FileMatch &a, const FileMatch &b) { return a.modified < b.modified; });
    Record first = makeNotice(
        NoticeType::Connected,
        u"Reading %1 files that match %2, the oldest first"_s.arg(matches.files.size()).arg(m_address.path).toUtf8());
    co_await tell(std::move(first));
    Member member;
    member.isNew = true;
    for (const FileMatch &match : matches.files)
        co_await read(match.path, m_address.from, &member);
    Record last =
        matches.files.empty()
            ? makeNotice(NoticeType::Failed, u"No file matches %1: check the pattern"_s.arg(m_address.path).toUtf8())
            : makeNotice(NoticeType::Ended, "All files have been read to their ends");
    co_await tell(std::move(last));
    m_records.close();
}

Task<void> FileGroup::followAll()
{
    QFileSystemWatcher watcher;
    QObject::connect(&watcher, &QFileSystemWatcher::directoryChanged, &watcher, [this] { m_news.set(); });
    for (bool isFirst = true;; isFirst = false) {
        const FileMatches matches = co_await matchesOf(m_address.path);
        Records news = update(matches, isFirst);
        for (Record &notice : news)
            co_await tell(std::move(notice));
        for (const QString &folder : matches.folders.first(std::min(matches.folders.size(), mostWatched))) {
            if (!watcher.directories().contains(folder))
                watcher.addPath(folder);
        }
        co_await newsOrPause();
    }
}

Task<void> FileGroup::newsOrPause()
{
    Scope timer;
    timer.spawn(setAfter(&m_news, betweenLooks));
    co_await m_news.wait();
}

/// Begins to read what is new among the files, and lets go of what is no more.
Records FileGroup::update(const FileMatches &matches, bool isFirst)
{
    std::vector<FileMatch> candidates;
    std::copy_if(matches.files.begin(), matches.files.end(), std::back_inserter(candidates),
                 [this](const FileMatch &match) { return isToBeRead(match); });
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const FileMatch &a, const FileMatch &b) { return a.modified > b.modified; });
    letGo(matches);
    const auto open = size_t(
        std::count_if(m_members.begin(), m_members.end(), [](const auto &member) { return !member.second->hasEnded; }));
    const size_t room = std::min(candidates.size(), most - std::min(most, open));
    Records news;
    if (isFirst) {
        const QString text = room == 0 ? u"No file matches %1 yet"_s.arg(m_address.path)
                                       : u"Following %1 files that match %2"_s.arg(room).arg(m_address.path);
        news.push_back(makeNotice(NoticeType::Connected, text.toUtf8()));
    }
    FileFrom fromStart;
    fromStart.place = FileFrom::Place::Start;
    for (size_t i = 0; i < room; ++i) {
        if (!isFirst)
            news.push_back(information(u"%1 is followed, too"_s.arg(candidates[i].path)));
        start(candidates[i], isFirst ? m_address.from : fromStart, !isFirst);
    }
    const size_t tooMany = candidates.size() - room;
    if (tooMany > 0 && tooMany != m_tooMany) {
        news.push_back(
            information(u"More files match %1 than are followed at a time, which is %2: %3 are left out, those "
                        "changed longest ago; make the pattern narrower"_s.arg(m_address.path)
                            .arg(most)
                            .arg(tooMany)));
    }
    m_tooMany = tooMany;
    return news;
}

bool FileGroup::isToBeRead(const FileMatch &match)
{
    if (m_members.contains(match.path))
        return false;
    const auto known = m_putAway.find(match.path);
    if (known != m_putAway.end() && known->second == match.identity)
        return false;
    const bool wasRead = std::any_of(m_members.begin(), m_members.end(), [&match](const auto &member) {
        return member.second->identity == match.identity;
    });
    if (wasRead || match.isPutAway)
        m_putAway[match.path] = match.identity;
    return !wasRead && !match.isPutAway;
}

void FileGroup::letGo(const FileMatches &matches)
{
    std::map<QString, Identity> now;
    for (const FileMatch &match : matches.files)
        now[match.path] = match.identity;
    for (auto it = m_members.begin(); it != m_members.end();) {
        Member &member = *it->second;
        const auto found = now.find(it->first);
        const bool isThere = found != now.end();
        const bool isAnother = isThere && std::exchange(member.identity, found->second) != found->second;
        member.looksWithoutName = isThere ? 0 : member.looksWithoutName + 1;
        const bool isOver = member.looksWithoutName >= looksUntilLetGo && (member.isIdle || member.hasEnded);
        it = isOver || (isAnother && member.hasEnded) ? m_members.erase(it) : std::next(it);
    }
    std::erase_if(m_putAway, [&now](const auto &file) { return !now.contains(file.first); });
}

void FileGroup::start(const FileMatch &match, FileFrom from, bool isNew)
{
    auto member = std::make_unique<Member>();
    member->identity = match.identity;
    member->isNew = isNew;
    Member *reading = member.get();
    m_members[match.path] = std::move(member);
    reading->scope.spawn(read(match.path, from, reading));
}

FileView FileGroup::viewOf(const QString &path) const
{
    static const auto isWild = [](QChar c) { return c == u'*' || c == u'?' || c == u'['; };
    const QString folder = QFileInfo(m_address.path).path();
    const bool isOneFolder = std::none_of(folder.begin(), folder.end(), isWild);
    const QString label = isOneFolder ? QFileInfo(path).fileName() : path;
    return {path, m_address.encoding, m_address.framing, m_address.parser, label.toUtf8()};
}

Task<void> FileGroup::read(QString path, FileFrom from, Member *member)
{
    QString problem;
    try {
        co_await readOne(path, from, member);
    } catch (const std::exception &error) {
        problem = u"%1 The other files go on"_s.arg(fullSentence(QString::fromUtf8(error.what())));
    }
    if (!problem.isEmpty()) {
        Record notice = information(problem);
        co_await tell(std::move(notice));
    }
    member->hasEnded = true;
}

Task<void> FileGroup::readOne(QString path, FileFrom from, Member *member)
{
    FileStart start = co_await startOf(path, from, m_address.encoding);
    const bool isPacked = Unpacker::of(start.head) != nullptr;
    if (isPacked && !member->isNew && from.place != FileFrom::Place::Start)
        co_return; // nothing will be added to it
    const QByteArray head = start.head;
    auto items = recordsOf(chunksOf(path, m_address.follows, std::move(start)), viewOf(path), head);
    bool isWanted = true;
    while (isWanted) {
        member->isIdle = true;
        auto record = co_await items.next();
        member->isIdle = false;
        if (!record)
            break;
        isWanted = co_await m_records.send(std::move(*record));
    }
}

} // namespace livebelt
