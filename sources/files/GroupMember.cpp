// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/GroupMember.h"

#include "model/records/Notice.h"
#include "model/records/Sentence.h"
#include "sources/parse/StreamRecords.h"
#include <livebelt/async/Timers.h>
#include <livebelt/async/io/FileError.h>

#include <utility>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

GroupMember::GroupMember(FileView view, FileFrom from, std::optional<FileResume> resume, bool isNew)
    : m_view(std::move(view)), m_from(from), m_isNew(isNew), m_resume(std::move(resume))
{
}

Task<void> GroupMember::read(Mode mode, GroupRecords records, std::function<void()> done)
{
    state = State::Reading;
    QString problem;
    bool passes = false;
    try {
        co_await readOn(mode, records);
    } catch (const std::exception &error) {
        passes = mayPass(error, mode);
        problem = u"%1 %2The other files go on"_s.arg(fullSentence(QString::fromUtf8(error.what())),
                                                      passes ? u"It is tried again every second. "_s : QString());
    }
    isIdle = true;
    if (!problem.isEmpty() && problem != m_problem) {
        m_problem = passes ? problem : QString();
        Record notice = makeNotice(NoticeType::Information, problem.toUtf8());
        co_await records.send(std::move(notice));
    }
    if (!problem.isEmpty())
        state = passes ? State::Resting : State::Ended; // it may be read anew from here on
    done();
    if (state == State::Resting && m_tail)
        co_await rest(records);
}

/// What keeps the system from opening or reading a file that is followed is no end of it.
bool GroupMember::mayPass(const std::exception &error, Mode mode) const
{
    const auto *ofFile = dynamic_cast<const FileError *>(&error);
    return mode != Mode::Once && ofFile && ofFile->code() != 0 && !(m_start && livebelt::endsByItself(*m_start));
}

Task<void> GroupMember::sayReadable(GroupRecords records)
{
    if (std::exchange(m_problem, {}).isEmpty())
        co_return;
    Record notice = makeNotice(NoticeType::Information, u"%1 can be read again"_s.arg(m_view.path).toUtf8());
    co_await records.send(std::move(notice));
}

Task<void> GroupMember::readOn(Mode mode, GroupRecords records)
{
    if (!m_tail) {
        m_start = co_await startOf(m_view.path, m_from, m_view.encoding);
        const bool isOver = m_start->isPacked() && !m_isNew && mode != Mode::Once && !m_from.isChosen;
        if (isOver) { // nothing will be added to it
            state = State::Ended;
            co_return;
        }
        m_tail = std::make_unique<FileTail>(m_view, *m_start, m_resume);
    }
    const bool endsByItself = mode == Mode::Once || livebelt::endsByItself(*m_start);
    m_tail->leaveUnfinished(mode == Mode::Glance && !endsByItself);
    m_until = std::make_shared<Event>();
    if (mode == Mode::Glance)
        m_until->set();
    const FileReading reading{mode != Mode::Once, m_view.encoding, m_tail->place(), m_until};
    auto items = recordsOf(chunksOf(m_view.path, *m_start, reading), m_tail.get());
    bool isWanted = true;
    while (isWanted) {
        isIdle = true;
        auto record = co_await items.next();
        isIdle = false;
        if (!record)
            break;
        co_await sayReadable(records);
        isWanted = co_await records.send(std::move(*record));
    }
    co_await sayReadable(records);
    state = endsByItself ? State::Ended : State::Resting;
}

/// The beginning of a line is shown once nothing has come for a while.
Task<void> GroupMember::rest(GroupRecords records)
{
    if (!m_tail->canPause())
        co_return;
    co_await sleepFor(m_tail->patience());
    Records unfinished;
    m_tail->pause(unfinished);
    for (Record &record : unfinished)
        co_await records.send(std::move(record));
}

void GroupMember::end()
{
    if (m_until)
        m_until->set();
}

Records GroupMember::takeUnfinished()
{
    Records records;
    if (state == State::Resting && m_tail) {
        m_tail->leaveUnfinished(false);
        m_tail->finish(records);
    }
    return records;
}

bool GroupMember::notice(quint64 device, quint64 inode, qint64 modified, qint64 size)
{
    const std::tuple now(device, inode, modified, size);
    return std::exchange(m_seen, now) != now || !m_problem.isEmpty();
}

} // namespace livebelt
