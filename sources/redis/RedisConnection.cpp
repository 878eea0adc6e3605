// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis/RedisConnection.h"

#include "model/records/Notice.h"
#include "sources/feed/SetAfter.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto blockingTime = 300ms; ///< then what is to be acknowledged and sent has its turn
constexpr auto longestSilence = 15s;
constexpr auto storingTime = 300ms, goodbyeTime = 850ms;
constexpr qint64 portion = 4 << 20, mostEntries = 1'000;
constexpr size_t mostToSend = 1'000;

async::Task<void> awaitEnd(std::shared_ptr<async::Event> done)
{
    co_await waitAtMost(done.get(), goodbyeTime);
}

} // namespace

RedisConnection::RedisConnection(RedisSetup &setup, ConnectionLog &log)
    : m_setup(setup)
    , m_address(setup.address)
    , m_log(log)
    , m_link(setup.address.place, setup.password)
    , m_reader(setup.address.parser, setup.address.stream)
    , m_pending(m_address.group.isEmpty() ? QByteArray() : QByteArray("0"))
{
}

RedisConnection::~RedisConnection()
{
    m_ended->set();
}

async::AsyncIterator<Record> RedisConnection::run()
{
    try {
        Record up = co_await begin();
        m_isUp = true;
        ++m_given;
        co_yield std::move(up);
        if (m_hasHole) {
            ++m_given;
            Record hole = makeNotice(NoticeType::Information,
                                     "Entries had been deleted before they could be fetched, so some are missing");
            co_yield std::move(hole);
        }
        while (true) {
            co_await acknowledge();
            co_await writeOut();
            const bool isLast = m_isLeaving;
            Records records = co_await fetch();
            for (Record &record : records)
                co_yield std::move(record);
            if (isLast)
                break;
        }
        co_await waitForTheDisk();
        co_await acknowledge();
    } catch (const RedisError &error) {
        m_ending = error.ending();
    }
    m_isUp = false;
    m_link.abort();
    m_ended->set();
}

async::Task<Record> RedisConnection::begin()
{
    co_await m_link.open();
    QString meanwhile;
    const bool isKnown = !m_setup.last.isEmpty();
    if (!m_address.group.isEmpty())
        co_await joinGroup();
    if (isKnown)
        meanwhile = co_await trimmed();
    else if (m_address.group.isEmpty() && m_address.from == "$")
        m_setup.last = co_await newest();
    else
        m_setup.last = m_address.group.isEmpty() ? m_address.from : QByteArray();
    co_return m_log.connected(meanwhile);
}

async::Task<void> RedisConnection::joinGroup()
{
    const QByteArrayList words{"XGROUP", "CREATE", m_address.stream, m_address.group, m_address.from, "MKSTREAM"};
    const RedisReply reply = co_await m_link.ask(words);
    if (!redisText(*reply).startsWith("BUSYGROUP"))
        m_link.check(*reply, u"make the group %1"_s.arg(QString::fromUtf8(m_address.group)));
}

/// The id of the newest entry: what comes from now on is behind it.
async::Task<QByteArray> RedisConnection::newest()
{
    const QByteArrayList words{"XREVRANGE", m_address.stream, "+", "-", "COUNT", "1"};
    const RedisReply reply = co_await m_link.ask(words);
    m_link.check(*reply, u"read the stream %1"_s.arg(QString::fromUtf8(m_address.stream)));
    const RedisList entries(reply.get());
    if (entries.size() == 0 || RedisList(&entries[0]).size() == 0)
        co_return QByteArray("0");
    co_return redisText(RedisList(&entries[0])[0]);
}

/// What became of the entries that were added in the gap.
async::Task<QString> RedisConnection::trimmed()
{
    const QByteArrayList words{"XINFO", "STREAM", m_address.stream};
    const RedisReply reply = co_await m_link.ask(words);
    const RedisList parts(reply.get());
    std::optional<RedisId> gone; // up to here, entries have been deleted
    for (size_t i = 0; i + 1 < parts.size(); i += 2) {
        const QByteArray name = redisText(parts[i]);
        const RedisList first(&parts[i + 1]);
        if (name == "max-deleted-entry-id")
            gone = std::max(gone, RedisId::from(redisText(parts[i + 1])));
        else if (name == "first-entry" && first.size() > 0)
            gone = std::max(gone, RedisId::from(redisText(first[0])));
    }
    m_hasHole = gone > RedisId::from(m_setup.last);
    if (m_hasHole)
        co_return u"entries had been deleted meanwhile, so some are missing"_s;
    co_return u"it goes on behind the last entry that came, so none is missing"_s;
}

QByteArrayList RedisConnection::readCommand() const
{
    const QByteArray count =
        QByteArray::number(std::clamp<qint64>(portion / std::max<qint64>(m_entrySize, 1), 1, mostEntries));
    const QByteArray block = QByteArray::number(qint64(blockingTime.count()));
    if (m_address.group.isEmpty())
        return {"XREAD", "COUNT", count, "BLOCK", block, "STREAMS", m_address.stream, m_setup.last};
    QByteArrayList words{"XREADGROUP", "GROUP", m_address.group, m_address.consumer, "COUNT", count};
    if (m_pending.isEmpty())
        words << "BLOCK" << block;
    return words << "STREAMS" << m_address.stream << (m_pending.isEmpty() ? QByteArray(">") : m_pending);
}

/// The next entries; none where none have come for a moment.
async::Task<Records> RedisConnection::fetch()
{
    const QByteArrayList words = readCommand();
    const RedisReply reply = co_await m_link.ask(words, longestSilence);
    m_link.check(*reply, u"read the stream %1"_s.arg(QString::fromUtf8(m_address.stream)));
    const RedisList streams(reply.get());
    Records records;
    size_t count = 0;
    if (streams.size() > 0 && RedisList(&streams[0]).size() > 1) {
        const RedisList entries(&RedisList(&streams[0])[1]);
        count = entries.size();
        qint64 size = 0;
        for (size_t i = 0; i < count; ++i) {
            const size_t at = records.size();
            take(entries[i], records);
            for (size_t j = at; j < records.size(); ++j)
                size += records[j].footprint();
        }
        if (count > 0)
            m_entrySize = size / qint64(count) + 1;
    }
    if (count == 0)
        m_pending.clear();
    co_return records;
}

void RedisConnection::take(const redisReply &entry, Records &records)
{
    const RedisList parts(&entry);
    if (parts.size() < 2)
        return;
    const QByteArray id = redisText(parts[0]);
    const bool isKnown = !m_pending.isEmpty() && RedisId::from(id) <= RedisId::from(m_setup.last);
    if (!m_pending.isEmpty())
        m_pending = id;
    const bool isThere =
        parts[1].type == REDIS_REPLY_ARRAY; // of one that was not acknowledged it may have been deleted
    if (!isKnown && isThere) {
        const size_t at = records.size();
        m_reader.append(id, parts[1], records);
        records.back().resume = std::make_shared<const ResumePoint>(ResumePoint{m_address.stream, id});
        m_given += records.size() - at;
        m_setup.last = id;
    }
    if (!m_address.group.isEmpty())
        m_unacknowledged.push_back({m_given, id});
}

async::Task<void> RedisConnection::acknowledge()
{
    QByteArrayList words{"XACK", m_address.stream, m_address.group};
    const qsizetype none = words.size();
    while (m_durable && !m_unacknowledged.empty() && m_unacknowledged.front().after <= *m_durable) {
        words.append(std::move(m_unacknowledged.front().id));
        m_unacknowledged.pop_front();
    }
    if (words.size() == none)
        co_return;
    const RedisReply reply = co_await m_link.ask(words);
    m_link.check(*reply, u"acknowledge what has been read"_s);
}

async::Task<void> RedisConnection::writeOut()
{
    while (!m_toSend.empty()) {
        const QByteArrayList words = std::move(m_toSend.front());
        m_toSend.pop_front();
        const RedisReply reply = co_await m_link.ask(words);
        m_link.check(*reply, u"add to the stream"_s);
    }
}

async::Task<void> RedisConnection::waitForTheDisk()
{
    const auto deadline = async::Loop::current().clock().now() + storingTime;
    while (!m_unacknowledged.empty() && m_durable.value_or(0) < m_given) {
        const auto left = deadline - async::Loop::current().clock().now();
        if (left <= 0ms)
            co_return;
        m_isStored.reset();
        co_await waitAtMost(&m_isStored, left);
    }
}

void RedisConnection::stored(quint64 count)
{
    m_durable = count;
    m_isStored.set();
}

async::Task<Result<void>> RedisConnection::send(Outgoing message)
{
    if (!m_isUp || m_toSend.size() >= mostToSend)
        co_return Failure{
            u"There is no connection to %1 at the moment: send it again once there is"_s.arg(m_address.place.where())};
    const QByteArray stream = message.to.isEmpty() ? m_address.stream : message.to.toUtf8();
    m_toSend.push_back({"XADD", stream, "*", "data", message.payload});
    co_return Result<void>();
}

async::Task<void> RedisConnection::goodbye()
{
    m_isLeaving = true;
    if (!m_isUp)
        m_link.abort();
    return awaitEnd(m_ended);
}

} // namespace livebelt
