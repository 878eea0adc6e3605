// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileGroup.h"

#include "model/records/Notice.h"
#include "sources/feed/SetAfter.h"
#include <livebelt/async/Scope.h>

#include <QFileInfo>
#include <algorithm>
#include <set>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr quint64 waitingBytes = 1 << 20;
constexpr auto betweenLooks = 1s;
constexpr auto lastLook = 300ms;
constexpr int looksUntilLetGo = 3;

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
    if (m_address.follows)
        scope.spawn(watchFolders());
    while (auto record = co_await m_records.receive())
        co_yield std::move(*record);
}

Task<void> FileGroup::close()
{
    if (std::exchange(m_isClosing, true))
        co_return;
    if (m_address.follows)
        m_closing.spawn(finishAll());
    else
        m_records.close();
}

/// What has just been added is still given, and lines without an end.
Task<void> FileGroup::finishAll()
{
    m_waiting.clear();
    Records unfinished;
    for (const auto &[path, member] : m_members) {
        if (member->state == GroupMember::State::Reading)
            member->end();
        for (Record &record : member->takeUnfinished())
            unfinished.push_back(std::move(record));
    }
    const Clock::TimePoint due = Loop::current().clock().now() + lastLook;
    Scope timer;
    timer.spawn(setAfter(&m_ended, lastLook));
    for (Record &record : unfinished)
        co_await m_records.send(std::move(record));
    while (m_reading > 0 && Loop::current().clock().now() < due)
        co_await m_ended.wait();
    m_records.close();
}

Task<bool> FileGroup::tell(Record notice)
{
    const bool isTaken = co_await m_records.send(std::move(notice));
    co_return isTaken;
}

Task<void> FileGroup::tellOfNoFiles(QStringList paths)
{
    for (const QString &path : paths) {
        if (m_noFiles.contains(path))
            continue;
        Record notice =
            information(u"%1 is a pipe, a socket or a device: a pattern stands for files, so it is not read. "
                        u"Give it a feed of its own"_s.arg(path));
        co_await tell(std::move(notice));
    }
    m_noFiles = std::move(paths);
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
    co_await tellOfNoFiles(matches.noFiles);
    for (const FileMatch &match : matches.files) {
        GroupMember member(viewOf(match.path), m_address.from, {}, true);
        co_await member.read(GroupMember::Mode::Once, m_records, [] {});
    }
    Record last =
        matches.files.empty()
            ? makeNotice(NoticeType::Failed, u"No file matches %1: check the pattern"_s.arg(m_address.path).toUtf8())
            : makeNotice(NoticeType::Ended, "All files have been read to their ends");
    co_await tell(std::move(last));
    m_records.close();
}

Task<void> FileGroup::followAll()
{
    for (bool isFirst = true; !m_isClosing; isFirst = false) {
        const FileMatches matches = co_await matchesOf(m_address.path);
        if (m_isClosing)
            co_return;
        Records news = update(matches, isFirst);
        m_folders.watch(matches.folders, m_members.size() > m_staying);
        for (Record &notice : news)
            co_await tell(std::move(notice));
        co_await tellOfNoFiles(matches.noFiles);
        startWaiting();
        co_await newsOrPause();
    }
}

Task<void> FileGroup::watchFolders()
{
    while (true) {
        const FolderWatch::News news = co_await m_folders.next();
        for (const QString &path : news.written) {
            if (const auto found = m_members.find(path); found != m_members.end())
                wake(path, *found->second);
        }
        startWaiting();
        if (news.isOther)
            m_news.set();
    }
}

Task<void> FileGroup::newsOrPause()
{
    co_await waitAtMost(&m_news, betweenLooks);
}

/// Finds what is new among the files, and what has changed, and lets go of what is no more.
Records FileGroup::update(const FileMatches &matches, bool isFirst)
{
    std::vector<FileMatch> found = newAmong(matches);
    letGo(matches);
    std::stable_sort(found.begin(), found.end(),
                     [](const FileMatch &a, const FileMatch &b) { return a.modified > b.modified; });
    Records news;
    if (isFirst) {
        const QString text = found.empty()
                                 ? u"No file matches %1 yet"_s.arg(m_address.path)
                                 : u"Following %1 files that match %2"_s.arg(found.size()).arg(m_address.path);
        news.push_back(makeNotice(NoticeType::Connected, text.toUtf8()));
    }
    FileFrom fromStart;
    fromStart.place = FileFrom::Place::Start;
    for (const FileMatch &match : found) {
        if (!isFirst)
            news.push_back(information(u"%1 is followed, too"_s.arg(match.path)));
        add(match.path, isFirst ? m_address.from : fromStart, !isFirst);
        m_identities[match.path] = match.identity;
        m_waiting.push_back(match.path);
    }
    for (const FileMatch &match : matches.files) {
        const auto member = m_members.find(match.path);
        if (member == m_members.end())
            continue;
        const auto [device, inode] = match.identity;
        if (member->second->notice(device, inode, match.modified, match.size))
            wake(match.path, *member->second);
    }
    return news;
}

/// Those that are to be read, and are not.
std::vector<FileMatch> FileGroup::newAmong(const FileMatches &matches)
{
    std::set<Identity> read;
    for (const auto &[path, identity] : m_identities)
        read.insert(identity);
    std::vector<FileMatch> found;
    for (const FileMatch &match : matches.files) {
        if (m_members.contains(match.path))
            continue;
        const auto known = m_putAway.find(match.path);
        if (known != m_putAway.end() && known->second == match.identity)
            continue;
        if (read.contains(match.identity) || match.isPutAway)
            m_putAway[match.path] = match.identity;
        else
            found.push_back(match);
    }
    return found;
}

void FileGroup::letGo(const FileMatches &matches)
{
    std::map<QString, Identity> now;
    for (const FileMatch &match : matches.files)
        now[match.path] = match.identity;
    for (auto it = m_members.begin(); it != m_members.end();) {
        GroupMember &member = *it->second;
        const auto found = now.find(it->first);
        const bool isThere = found != now.end();
        const bool isAnother = isThere && std::exchange(m_identities[it->first], found->second) != found->second;
        const bool hasEnded = member.state == GroupMember::State::Ended;
        member.looksWithoutName = isThere ? 0 : member.looksWithoutName + 1;
        const bool isOver = member.looksWithoutName >= looksUntilLetGo && (member.isIdle || hasEnded);
        if (!isOver && !(isAnother && hasEnded)) {
            ++it;
            continue;
        }
        if (member.state == GroupMember::State::Reading) {
            --m_reading;
            m_staying -= member.stays;
        }
        m_identities.erase(it->first);
        it = m_members.erase(it);
    }
    std::erase_if(m_putAway, [&now](const auto &file) { return !now.contains(file.first); });
}

/// A file that rests has something new.
void FileGroup::wake(const QString &path, GroupMember &member)
{
    if (member.state != GroupMember::State::Resting)
        return;
    member.state = GroupMember::State::Waiting;
    m_waiting.push_back(path);
}

void FileGroup::startWaiting()
{
    while (!m_waiting.empty() && m_reading < mostOpen && !m_isClosing) {
        const QString path = m_waiting.front();
        m_waiting.pop_front();
        const auto found = m_members.find(path);
        if (found == m_members.end() || found->second->state != GroupMember::State::Waiting)
            continue;
        GroupMember &member = *found->second;
        const bool stays = member.stays = m_staying < mostStaying;
        ++m_reading;
        m_staying += stays;
        const auto done = [this, stays] {
            --m_reading;
            m_staying -= stays;
            m_ended.set();
            startWaiting();
        };
        member.scope = Scope(); // it may still wait for the rest of a line
        member.scope.spawn(member.read(stays ? GroupMember::Mode::Stay : GroupMember::Mode::Glance, m_records, done));
    }
}

void FileGroup::add(const QString &path, FileFrom from, bool isNew)
{
    m_members[path] = std::make_unique<GroupMember>(viewOf(path), from, FileResume::of(m_points, path), isNew);
}

FileView FileGroup::viewOf(const QString &path) const
{
    static const auto isWild = [](QChar c) { return c == u'*' || c == u'?' || c == u'['; };
    const QString folder = QFileInfo(m_address.path).path();
    const bool isOneFolder = std::none_of(folder.begin(), folder.end(), isWild);
    const QString label = isOneFolder ? QFileInfo(path).fileName() : path;
    return {path, m_address.encoding, m_address.framing, m_address.parser, label.toUtf8()};
}

} // namespace livebelt
