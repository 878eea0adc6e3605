// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/redis/RedisAddress.h"
#include "sources/redis/RedisReply.h"

#include <QTcpSocket>
#include <stdexcept>

namespace livebelt {

/// What went wrong with a connection to Redis, as the ending it makes.
class RedisError : public std::runtime_error
{
public:
    explicit RedisError(Ending ending) : std::runtime_error(ending.why.toStdString()), m_ending(std::move(ending)) {}
    const Ending &ending() const { return m_ending; }

private:
    Ending m_ending;
};

/// One connection to a Redis server: a command, its reply, the next command. Lives on one thread, that of its tasks,
/// which are destroyed before it.
class RedisLink
{
public:
    RedisLink(RedisPlace place, QString password);

    /// Connects, logs in and chooses the database. Throws RedisError.
    async::Task<void> open();
    /// The reply, which may be an error; at most that long after the command. Throws RedisError where the connection is
    /// lost.
    async::Task<RedisReply> ask(QByteArrayList words, std::chrono::milliseconds longest = std::chrono::seconds(10));
    /// Several commands in one go, and their replies.
    async::Task<std::vector<RedisReply>> askAll(QByteArray commands, qsizetype count);
    void abort() { m_socket->abort(); }
    bool isOpen() const { return m_socket->state() == QAbstractSocket::ConnectedState; }

    /// What an error of the server comes to. task, for people: "read the stream".
    Ending endingOf(const QByteArray &error, const QString &task) const;
    /// Throws that where the reply is an error.
    void check(const redisReply &reply, const QString &task) const;
    const RedisPlace &place() const { return m_place; }

private:
    async::Task<void> connect();
    async::Task<RedisReply> nextReply();
    async::Task<void> login();

    const RedisPlace m_place;
    const QString m_password;
    std::unique_ptr<QTcpSocket> m_socket;
    RedisReplies m_replies;
    std::optional<async::AsyncIterator<QByteArray>> m_pieces;
    bool m_isLate = false;
};

} // namespace livebelt
