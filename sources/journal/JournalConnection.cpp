// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalConnection.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// Longer than any log message; an entry that is longer is cut.
constexpr qint64 longestLine = 4 << 20;

/// The sentences are looked for in these words.
async::ProcessOptions options()
{
    async::ProcessOptions result;
    result.environment = QProcessEnvironment::systemEnvironment();
    result.environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    return result;
}

Record truncated(const async::Line &line)
{
    FieldsBuilder fields;
    fields.add("bytes", line.length);
    return makeNotice(NoticeType::Truncated,
                      "A journal entry of " + QByteArray::number(line.length) + " bytes was not taken: it is too long",
                      fields.take());
}

} // namespace

Ending journalProblem(const QByteArray &words)
{
    using Kind = Ending::Kind;
    if (words.contains("ermission"))
        return {Kind::Refused, u"You may not read this journal: join the group systemd-journal (sudo usermod -aG "
                               "systemd-journal YOUR-NAME), and log in again"_s};
    if (words.contains("No journal files were found"))
        return {Kind::Refused, u"There is no journal here: is systemd-journald running? Journal files that are "
                               "elsewhere can be named with directory= or file="_s};
    if (words.contains("No such file"))
        return {Kind::Refused, u"There is no journal of that name: check directory= and file="_s};
    if (words.contains("Failed to parse timestamp"))
        return {Kind::Refused, u"since is a time such as today, -1h or 2026-11-22 10:15: check it"_s};
    if (words.contains("Failed to add filter for units"))
        return {Kind::Refused, u"No unit of that name has said anything: check unit="_s};
    if (words.contains("Failed to seek to cursor"))
        return {Kind::Lost, u"The journal no longer has the place where it was left"_s};
    const QString last = QString::fromUtf8(words.trimmed().split('\n').constLast()).simplified();
    return {Kind::Lost, last.isEmpty() ? u"journalctl has ended"_s : u"journalctl has ended: %1"_s.arg(last)};
}

JournalConnection::JournalConnection(const JournalAddress &address, std::shared_ptr<JournalProgress> progress,
                                     ConnectionLog &log, QString program)
    : m_address(address), m_progress(std::move(progress)), m_log(log), m_program(std::move(program))
{
}

async::AsyncIterator<Record> JournalConnection::run()
{
    const bool isUp = co_await start();
    if (!isUp || m_isClosing)
        co_return;
    Record up = m_log.connected(u"it goes on where it was, and nothing is missing"_s);
    co_yield std::move(up);
    if (!m_hint.isEmpty()) {
        Record hint = makeNotice(NoticeType::Information, m_hint);
        co_yield std::move(hint);
    }
    Records records;
    auto lines = m_process->lines(longestLine);
    while (auto line = co_await lines.next()) {
        if (m_isClosing)
            co_return;
        take(*line, records);
        for (Record &record : records)
            co_yield std::move(record);
        records.clear();
    }
    co_await end();
}

/// One line of journalctl. One that was broken off comes again, whole, with the next run.
void JournalConnection::take(const async::Line &line, Records &records)
{
    if (!line.isWhole)
        return;
    if (line.isCut()) {
        records.push_back(truncated(line));
        return;
    }
    JournalEntries::Entry entry = m_entries.parse(line.bytes, nowMicros());
    if (!entry.cursor.isEmpty())
        m_progress->cursor = std::move(entry.cursor);
    records.push_back(std::move(entry.record));
}

async::Task<bool> JournalConnection::start()
{
    bool isUp = false;
    if (m_progress->since == noTime)
        m_progress->since = nowMicros();
    try {
        if (!m_progress->isProven)
            co_await prove();
        if (m_ending.why.isEmpty() && !m_isClosing) {
            const QStringList arguments = m_address.arguments(m_progress->cursor, m_progress->since);
            m_process = co_await async::Process::start(m_program, arguments, options());
            isUp = true;
        }
    } catch (const async::ProcessError &error) {
        m_ending = {Ending::Kind::Refused, u"%1: the journal belongs to systemd, and this computer seems to have "
                                           "none (Debian's package systemd has journalctl)"_s.arg(error.text())};
    }
    co_return isUp;
}

/// A run that only looks whether there is a journal, and whether the address is one that journalctl takes.
async::Task<void> JournalConnection::prove()
{
    const QStringList arguments = m_address.headerArguments();
    const async::ProcessResult result = co_await async::runProcess(m_program, arguments, QByteArray(), options());
    if (!result.exit.isSuccess() || result.output.isEmpty() || result.output.startsWith("No journal"))
        m_ending = journalProblem(result.errors.isEmpty() ? result.output : result.errors);
    else if (result.errors.contains("not seeing messages"))
        m_hint = "Messages of other users and of the system are not shown: join the group systemd-journal to see them";
    m_progress->isProven = m_ending.why.isEmpty();
}

async::Task<void> JournalConnection::end()
{
    QByteArray words;
    auto errors = m_process->errors();
    while (auto piece = co_await errors.next())
        words = (words + *piece).right(4096);
    const async::ProcessExit exit = co_await m_process->finished();
    m_ending = journalProblem(words);
    if (exit.signal != 0)
        m_ending = {Ending::Kind::Lost, u"journalctl was killed by signal %1"_s.arg(exit.signal)};
    if (words.contains("Failed to seek to cursor"))
        m_progress->cursor.clear();
}

async::Task<void> JournalConnection::goodbye()
{
    m_isClosing = true;
    if (m_process)
        m_process->terminate();
    co_return;
}

} // namespace livebelt
