// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <hiredis/hiredis.h>
#include <memory>
#include <optional>

namespace livebelt {

struct RedisReplyDeleter
{
    void operator()(redisReply *reply) const { freeReplyObject(reply); }
};
using RedisReply = std::unique_ptr<redisReply, RedisReplyDeleter>;

/// A command as it is written to a server: its name and its arguments, of any bytes.
QByteArray redisCommand(const QByteArrayList &words);

/// The text of a string, a status or an error; empty for all else.
QByteArray redisText(const redisReply &reply);

/// What a list holds; nothing in all else.
struct RedisList
{
    explicit RedisList(const redisReply *reply) : m_reply(reply && reply->type == REDIS_REPLY_ARRAY ? reply : nullptr)
    {
    }
    size_t size() const { return m_reply ? m_reply->elements : 0; }
    const redisReply &operator[](size_t i) const { return *m_reply->element[i]; }

private:
    const redisReply *m_reply;
};

/// Cuts what a server sends into replies.
class RedisReplies
{
public:
    RedisReplies() : m_reader(redisReaderCreate()) {}
    void feed(QByteArrayView piece);
    enum class State { Whole, Waits, Broken };
    /// The next reply that is whole; Broken: that is no Redis.
    State take(RedisReply &reply);

private:
    struct Deleter
    {
        void operator()(redisReader *reader) const { redisReaderFree(reader); }
    };
    std::unique_ptr<redisReader, Deleter> m_reader;
    bool m_isBroken = false;
};

} // namespace livebelt
