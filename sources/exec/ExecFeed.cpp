// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/exec/ExecFeed.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Sentence.h"
#include "model/records/Timestamp.h"
#include "sources/feed/ConnectedFeed.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>

#include <QScopedValueRollback>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

namespace {
constexpr quint64 pieces = 4; ///< of each stream, that may wait for the consumer
constexpr std::chrono::milliseconds partingTime{700};
} // namespace

ExecFeed::ExecFeed(ExecAddress address, Backoff backoff)
    : m_address(std::move(address))
    , m_backoff(std::move(backoff))
    , m_refusals(m_backoff.upTo(ConnectedFeed::longestRefusal))
    , m_records(pieces)
{
}

AsyncIterator<Record> ExecFeed::records()
{
    Scope scope;
    scope.spawn(run());
    while (auto batch = co_await m_records.receive()) {
        for (Record &record : *batch)
            co_yield std::move(record);
    }
}

Task<void> ExecFeed::close()
{
    if (std::exchange(m_isClosing, true))
        co_return;
    if (m_process) {
        m_process->terminate(); // what it has written is still read
        m_parting.spawn(closeSoon());
    } else {
        m_records.close();
    }
}

/// For a program that does not end, or whose output somebody else holds open.
Task<void> ExecFeed::closeSoon()
{
    co_await sleepFor(partingTime / 2);
    if (m_process)
        m_process->kill(); // so that its output ends, and its last words are given
    co_await sleepFor(partingTime / 2);
    m_records.close();
}

Task<Result<void>> ExecFeed::send(Outgoing message)
{
    if (!m_address.hasInput)
        co_return Failure{u"The program has no input: leave ?stdin=0 out of the address"_s};
    if (!m_process)
        co_return Failure{u"The program does not run at the moment: send it again once it does"_s};
    Record echo;
    echo.received = nowMicros();
    echo.subject = "stdin";
    echo.text = validUtf8(message.payload);
    if (echo.text != message.payload)
        echo.raw = message.payload;
    auto written = m_process->write(message.payload + '\n');
    co_await give(std::move(echo));
    const bool isTaken = co_await std::move(written);
    if (!isTaken)
        co_return Failure{u"The program has closed its input: it takes nothing more"_s};
    co_return Result<void>();
}

Task<void> ExecFeed::run()
{
    using Restart = ExecAddress::Restart;
    ExecNotices notices(m_address.name);
    bool goesOn = true;
    while (goesOn) {
        ProcessExit exit;
        QString problem;
        try {
            exit = co_await runOnce(&notices);
        } catch (const ProcessError &error) {
            problem = u"%1 Check its name, or write its whole path."_s.arg(fullSentence(error.text()));
        }
        if (m_isClosing)
            break;
        Record last;
        std::chrono::milliseconds wait{0};
        // What has run before may be missing for a while only: it is being replaced.
        const bool canStart = problem.isEmpty() || notices.hasStarted();
        const bool hasFailed = !problem.isEmpty() || !exit.isSuccess();
        goesOn = canStart && m_address.restart != Restart::Never && (m_address.restart == Restart::Always || hasFailed);
        if (goesOn && !problem.isEmpty()) {
            wait = m_address.wait.value_or(m_refusals.next());
            last = notices.notStarted(problem, wait);
        } else if (goesOn) {
            m_backoff.workedFor(
                std::chrono::duration_cast<std::chrono::milliseconds>(Loop::current().clock().now() - notices.since()));
            const std::chrono::milliseconds backoff = m_backoff.next();
            wait = m_address.wait.value_or(backoff);
            last = notices.endedForNow(exit, wait);
        } else if (problem.isEmpty()) {
            last = notices.endedForGood(exit);
        } else {
            last = makeNotice(NoticeType::Failed, problem.toUtf8());
        }
        const bool isWanted = co_await give(std::move(last));
        goesOn = goesOn && isWanted;
        if (goesOn)
            co_await sleepFor(wait);
    }
    m_records.close();
}

Task<ProcessExit> ExecFeed::runOnce(ExecNotices *notices)
{
    Process process = co_await Process::start(m_address.program, m_address.arguments, options());
    const QScopedValueRollback<Process *> current(m_process, &process);
    if (!m_address.hasInput)
        process.closeInput();
    Record started = notices->started(process.id());
    co_await give(std::move(started));
    ParserOptions plain;
    plain.format = u"text"_s;
    Scope reading;
    reading.spawn(sendOutput(process.output(), m_address.framing, m_address.parser, {}, m_records));
    if (m_address.errors == ExecAddress::Errors::Apart)
        reading.spawn(sendOutput(process.errors(), Framing(), plain, "stderr", m_records));
    co_await reading.join();
    co_return co_await process.finished();
}

Task<bool> ExecFeed::give(Record record)
{
    Records batch;
    batch.push_back(std::move(record));
    const bool isTaken = co_await m_records.send(std::move(batch));
    co_return isTaken;
}

ProcessOptions ExecFeed::options() const
{
    ProcessOptions options;
    options.directory = m_address.directory;
    options.wholeGroup = true;
    options.environment = QProcessEnvironment::systemEnvironment();
    // What the person trusted this program with is not for others.
    for (const QString &secret :
         {u"LIVEBELT_PASSWORD"_s, u"LIVEBELT_PROXY_PASSWORD"_s, u"LIVEBELT_KEY_PASSWORD"_s, u"LIVEBELT_CHANNEL_KEYS"_s})
        options.environment.remove(secret);
    for (const auto &[name, value] : m_address.changes)
        options.environment.insert(name, value);
    if (m_address.errors == ExecAddress::Errors::WithOutput)
        options.errors = ProcessOptions::Errors::WithOutput;
    else if (m_address.errors == ExecAddress::Errors::Discarded)
        options.errors = ProcessOptions::Errors::Discarded;
    return options;
}

} // namespace livebelt
