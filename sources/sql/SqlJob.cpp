// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlJob.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/sql/RowResume.h"
#include "sources/sql/SqlClients.h"
#include "sources/sql/SqlError.h"
#include <livebelt/async/io/KeepAlive.h>

#include <QLocale>
#include <csignal>
#include <ctime>
#include <thread>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds longestQuiet{12}; ///< then the server is asked whether it is there
constexpr std::chrono::seconds fresh{1};         ///< who was heard such a short time ago need not be asked

Record eventOf(const SqlNotification &notification)
{
    Record record;
    record.kind = RecordKind::Event;
    record.received = nowMicros();
    record.subject = validUtf8(notification.channel);
    record.text = validUtf8(notification.payload);
    FieldsBuilder fields;
    fields.add("channel", notification.channel);
    fields.add("payload", notification.payload);
    fields.add("process", notification.process);
    record.fields = fields.take();
    return record;
}

} // namespace

SqlJob::SqlJob(SqlAddress address, Credentials credentials, NetworkOptions options,
               std::shared_ptr<SqlProgress> progress)
    : m_address(std::move(address))
    , m_credentials(std::move(credentials))
    , m_options(std::move(options))
    , m_progress(std::move(progress))
    , m_records(m_address.names, m_address.statement.table)
{
}

void SqlJob::start(const std::shared_ptr<SqlJob> &job)
{
    // Detached, as a look-up of a name can hold it up for longer than anybody should wait.
    std::thread([job] { job->run(); }).detach();
}

void SqlJob::stop()
{
    m_queue.leave();
    m_interrupt.request();
}

void SqlJob::run()
{
    sigset_t all; // those of the process are for other threads
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    Ending ending;
    try {
        ending = work();
    } catch (const SqlInterrupted &) {
        ending.why = u"It was stopped"_s;
    } catch (const SqlError &error) {
        ending = endingOf(error);
    } catch (const std::exception &error) {
        ending.kind = m_address.isFollowed() ? Ending::Kind::Refused : Ending::Kind::Failed;
        ending.why = u"The query of %1 failed: %2"_s.arg(m_address.where(), QString::fromUtf8(error.what()));
    }
    m_queue.finish(std::move(ending));
}

/// A query that is not followed is not run again: it would give its rows twice.
Ending SqlJob::endingOf(const SqlError &error) const
{
    if (!m_address.isFollowed()) {
        const QString progress = m_isOpen ? u" (after %1)"_s.arg(progressText()) : QString();
        return {Ending::Kind::Failed, error.sentence() + progress};
    }
    const bool isLost = error.kind() == SqlError::Kind::Lost;
    // PostgreSQL's library says when the kernel has given the server up; of others the time since it was heard will do,
    // as not all of them say what is a loss.
    const bool isKnown = m_address.database == SqlDatabase::PostgreSql;
    const bool wasSilent = m_isOpen && (!isKnown || error.sentence().contains(u"timed out"_s));
    const auto quiet = std::chrono::ceil<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_heardAt);
    const std::chrono::milliseconds silence =
        wasSilent ? std::min<std::chrono::milliseconds>(quiet, 2 * async::longestSilence)
                  : std::chrono::milliseconds(0);
    const bool wantsPassword = error.kind() == SqlError::Kind::WantsPassword;
    return {isLost ? Ending::Kind::Lost : Ending::Kind::Refused, error.sentence(), {}, silence, wantsPassword};
}

/// For every row: by the clock that the kernel sets every few milliseconds: the exact one is a share of what a row
/// costs.
void SqlJob::heard()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    m_heardAt = Clock::time_point(std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
}

Ending SqlJob::work()
{
    const std::unique_ptr<SqlClient> client = makeSqlClient(m_address, m_credentials, m_options, m_interrupt);
    client->open();
    m_isOpen = true;
    heard();
    m_queue.setConnected();
    if (m_address.isFollowed())
        follow(*client);
    return runOnce(*client);
}

QString SqlJob::progressText() const
{
    return m_progress->rows == 1 ? u"1 row"_s : u"%1 rows"_s.arg(QLocale::c().toString(m_progress->rows));
}

Ending SqlJob::runOnce(SqlClient &client)
{
    give(client, m_address.statement);
    return {Ending::Kind::Done, u"The query gave %1"_s.arg(progressText())};
}

/// All rows of a statement, and the greatest value of the column that is followed.
void SqlJob::give(SqlClient &client, const SqlStatement &statement)
{
    // Where no row comes, nobody was heard later than this: drivers say that all is well where the server is lost.
    const auto askedAt = Clock::now();
    client.execute(statement);
    const SqlColumns &columns = client.columns();
    m_records.setColumns(columns);
    const bool isFollowed = !m_address.after.isEmpty();
    const size_t key = isFollowed ? RowRecords::find(columns, m_address.after) : 0;
    m_progress->seen.beginLook();
    SqlRow row;
    while (client.next(row)) {
        heard();
        if (isFollowed && (row[key].isNull ? m_progress->hasLooked : !isNew(client, row, key)))
            continue;
        Record record = m_records.record(row);
        if (isFollowed && m_progress->last)
            record.resume = resumePoint(m_address.after, *m_progress->last, m_progress->seen);
        m_queue.put(std::move(record));
        ++m_progress->rows;
        if (m_records.cut() > 0) {
            FieldsBuilder fields;
            fields.add("bytes", qint64(m_records.cut()) + RowRecords::longestCell);
            m_queue.put(makeNotice(NoticeType::Truncated,
                                   "The row above has a value of more than 1 MB: the rest of it was cut off",
                                   fields.take()));
        }
        m_interrupt.check();
    }
    heard(askedAt);
    m_progress->seen.endLook();
}

void SqlJob::follow(SqlClient &client)
{
    for (const QByteArray &channel : m_address.channels)
        client.listen(channel);
    if (m_address.startsAtNewest && !m_progress->last)
        startAtNewest(client);
    else if (m_address.since && !m_progress->last)
        m_progress->last = m_address.since;
    const bool polls = !m_address.after.isEmpty();
    if (!polls && !m_address.statement.text.isEmpty() && m_progress->rows == 0)
        give(client, m_address.statement);
    std::optional<std::chrono::milliseconds> pause;
    if (polls && m_address.every.count() > 0)
        pause = m_address.every;
    while (true) {
        if (polls)
            followOn(client);
        std::vector<SqlNotification> notifications;
        try {
            notifications = wait(client, pause);
        } catch (const SqlInterrupted &) {
            if (!polls)
                put(client.arrived());
            throw;
        }
        if (!polls)
            put(notifications);
    }
}

/// A server that is silent meanwhile is asked for a sign of life, also just before it is asked for more.
std::vector<SqlNotification> SqlJob::wait(SqlClient &client, std::optional<std::chrono::milliseconds> longest)
{
    const Clock::time_point end = longest ? Clock::now() + *longest : Clock::time_point::max();
    while (true) {
        const auto left = std::min<Clock::duration>(end - Clock::now(), longestQuiet);
        std::vector<SqlNotification> notifications =
            client.wait(std::max(std::chrono::ceil<std::chrono::milliseconds>(left), std::chrono::milliseconds(0)));
        if (!notifications.empty()) {
            heard();
            return notifications;
        }
        if (Clock::now() - m_heardAt >= fresh) {
            const auto askedAt = Clock::now();
            m_askedAt = askedAt.time_since_epoch().count();
            if (client.ping())
                heard(askedAt);
            m_askedAt = 0;
        }
        if (Clock::now() >= end)
            return {};
    }
}

void SqlJob::put(const std::vector<SqlNotification> &notifications)
{
    for (const SqlNotification &notification : notifications)
        m_queue.put(eventOf(notification));
}

std::chrono::milliseconds SqlJob::unanswered() const
{
    const auto asked = m_askedAt.load();
    if (asked == 0)
        return {};
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch() -
                                                                 Clock::duration(asked));
}

void SqlJob::giveUp()
{
    m_queue.finish({Ending::Kind::Lost,
                    u"%1 has given no sign of life for %2 s"_s.arg(m_address.where())
                        .arg(double(unanswered().count()) / 1000, 0, 'f', 0),
                    {},
                    unanswered() + longestQuiet});
    stop();
}

/// Notes the row as the last one. Rows with the value of the last one are looked for only where that is a number or a
/// time: what texts are equal, the database has a mind of its own.
bool SqlJob::isNew(const SqlClient &client, const SqlRow &row, size_t key)
{
    const SqlCell &cell = row[key];
    m_progress->last = SqlValue{cell.bytes.toByteArray(), cell.type == SqlType::Number};
    const bool mayTie = cell.type == SqlType::Number || client.columns()[key].type == SqlType::Time;
    return !mayTie || m_progress->seen.isNew(*m_progress->last, row);
}

SqlStatement SqlJob::lookFor(const SqlClient &client, SqlStatement::Last lastIs) const
{
    const SqlStatement &query = m_address.statement;
    return query.following(client.quoted(m_address.after), m_progress->last ? &*m_progress->last : nullptr,
                           client.mark(query.values.size() + 1), lastIs);
}

void SqlJob::followOn(SqlClient &client)
{
    using Last = SqlStatement::Last;
    give(client, lookFor(client, m_progress->seen.areKnown() ? Last::Taken : Last::Left));
    m_progress->hasLooked = true;
}

void SqlJob::startAtNewest(SqlClient &client)
{
    client.execute(m_address.statement.newest(client.quoted(m_address.after)));
    SqlRow row;
    while (client.next(row)) {
        if (!row.empty() && !row[0].isNull)
            m_progress->last = SqlValue{row[0].bytes.toByteArray(), row[0].type == SqlType::Number};
    }
    if (!m_progress->last)
        return;
    const SqlValue newest = *m_progress->last;
    client.execute(lookFor(client, SqlStatement::Last::Taken));
    const size_t key = RowRecords::find(client.columns(), m_address.after);
    while (client.next(row)) { // those that are there are not new, another one with the same value will be
        if (!row[key].isNull && row[key].bytes == newest.text)
            isNew(client, row, key);
    }
}

} // namespace livebelt
