// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis/RedisReply.h"

namespace livebelt {

QByteArray redisCommand(const QByteArrayList &words)
{
    QByteArray command = '*' + QByteArray::number(words.size()) + "\r\n";
    for (const QByteArray &word : words)
        command += '$' + QByteArray::number(word.size()) + "\r\n" + word + "\r\n";
    return command;
}

QByteArray redisText(const redisReply &reply)
{
    const bool isText =
        reply.type == REDIS_REPLY_STRING || reply.type == REDIS_REPLY_STATUS || reply.type == REDIS_REPLY_ERROR;
    return isText ? QByteArray(reply.str, qsizetype(reply.len)) : QByteArray();
}

void RedisReplies::feed(QByteArrayView piece)
{
    if (redisReaderFeed(m_reader.get(), piece.data(), size_t(piece.size())) != REDIS_OK)
        m_isBroken = true;
}

RedisReplies::State RedisReplies::take(RedisReply &reply)
{
    void *taken = nullptr;
    if (m_isBroken || redisReaderGetReply(m_reader.get(), &taken) != REDIS_OK) {
        m_isBroken = true;
        return State::Broken;
    }
    reply.reset(static_cast<redisReply *>(taken));
    return reply ? State::Whole : State::Waits;
}

} // namespace livebelt
