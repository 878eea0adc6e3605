// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis/RedisLink.h"

#include "sources/feed/ConnectionLog.h"
#include "sources/feed/Deadline.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/io/Devices.h>

#include <QSslSocket>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds connectingTime{10};
constexpr qint64 readBuffer = 256 * 1024; ///< more waits in the kernel, and TCP slows the server

} // namespace

RedisLink::RedisLink(RedisPlace place, QString password) : m_place(std::move(place)), m_password(std::move(password))
{
    if (m_place.isEncrypted)
        m_socket = std::make_unique<QSslSocket>();
    else
        m_socket = std::make_unique<QTcpSocket>();
    m_socket->setReadBufferSize(readBuffer);
}

async::Task<void> RedisLink::connect()
{
    m_socket->setProxy(m_place.network.proxyFor(m_place.host, m_place.port));
    async::Scope timer;
    const std::function<void()> giveUp = [this] {
        m_isLate = true;
        m_socket->abort();
    };
    timer.spawn(deadline(connectingTime, giveUp));
    if (!m_place.isEncrypted) {
        co_await async::connectTo(m_socket.get(), m_place.host, m_place.port);
        co_return;
    }
    auto *socket = static_cast<QSslSocket *>(m_socket.get());
    const Result<QSslConfiguration> configuration = m_place.network.tls();
    if (!configuration)
        throw RedisError({Ending::Kind::Refused, configuration.error()});
    socket->setSslConfiguration(*configuration);
    const async::PeerCheck check = m_place.network.peerCheck();
    co_await async::connectEncrypted(socket, m_place.host, m_place.port, check);
}

async::Task<void> RedisLink::open()
{
    try {
        co_await connect();
    } catch (const async::SocketError &error) {
        const auto kind = isHopeless(error) ? Ending::Kind::Refused : Ending::Kind::Lost;
        if (m_isLate)
            throw RedisError({Ending::Kind::Lost,
                              u"%1 does not answer on port %2: check the address and the network"_s.arg(m_place.host)
                                  .arg(m_place.port)});
        throw RedisError({kind, connectionProblem(error, m_place.host, m_place.port)});
    }
    m_pieces = async::chunks(m_socket.get());
    co_await login();
}

async::Task<void> RedisLink::login()
{
    QByteArrayList words{"AUTH"};
    if (!m_place.user.isEmpty())
        words.append(m_place.user.toUtf8());
    words.append(m_password.toUtf8());
    if (!m_password.isEmpty()) {
        const RedisReply reply = co_await ask(words);
        check(*reply, u"log in"_s);
    }
    words = {"CLIENT", "SETNAME", "livebelt"};
    const RedisReply named = co_await ask(words); // an older or a careful server may not let us
    if (redisText(*named).startsWith("NOAUTH"))
        check(*named, u"in"_s);
    words = {"SELECT", QByteArray::number(m_place.database)};
    const RedisReply reply = co_await ask(words);
    check(*reply, u"choose the database %1"_s.arg(m_place.database));
}

async::Task<RedisReply> RedisLink::ask(QByteArrayList words, std::chrono::milliseconds longest)
{
    async::Scope timer;
    const std::function<void()> giveUp = [this] {
        m_isLate = true;
        m_socket->abort();
    };
    timer.spawn(deadline(longest, giveUp));
    m_socket->write(redisCommand(words));
    RedisReply reply;
    try {
        reply = co_await nextReply();
    } catch (const RedisError &) {
        if (!m_isLate)
            throw;
        throw RedisError({Ending::Kind::Lost, u"%1 does not answer any more"_s.arg(m_place.where()), {}, longest});
    }
    co_return reply;
}

async::Task<std::vector<RedisReply>> RedisLink::askAll(QByteArray commands, qsizetype count)
{
    m_socket->write(commands);
    std::vector<RedisReply> replies;
    while (qsizetype(replies.size()) < count) {
        RedisReply reply = co_await nextReply();
        replies.push_back(std::move(reply));
    }
    co_return replies;
}

async::Task<RedisReply> RedisLink::nextReply()
{
    RedisReply reply;
    while (true) {
        switch (m_replies.take(reply)) {
        case RedisReplies::State::Whole:
            co_return reply;
        case RedisReplies::State::Broken:
            throw RedisError(
                {Ending::Kind::Lost, u"%1 sent what is not Redis: is the port right?"_s.arg(m_place.where())});
        case RedisReplies::State::Waits:
            break;
        }
        const std::optional<QByteArray> piece = co_await m_pieces->next();
        if (!piece) {
            const async::SocketError error(m_socket->error(), m_socket->errorString());
            throw RedisError(
                {Ending::Kind::Lost, connectionProblem(error, m_place.host, m_place.port), {}, silenceOf(error)});
        }
        m_replies.feed(*piece);
    }
}

void RedisLink::check(const redisReply &reply, const QString &task) const
{
    if (reply.type == REDIS_REPLY_ERROR)
        throw RedisError(endingOf(redisText(reply), task));
}

Ending RedisLink::endingOf(const QByteArray &error, const QString &task) const
{
    Ending ending;
    const QByteArray code = error.left(error.indexOf(' '));
    const QString where = m_place.where();
    const QList<QByteArray> passing{"LOADING", "MASTERDOWN", "READONLY",  "CLUSTERDOWN", "TRYAGAIN",
                                    "BUSY",    "NOGROUP",    "UNBLOCKED", "OOM",         "MISCONF"};
    if (code == "NOAUTH" || code == "WRONGPASS" || error.contains("AUTH <password> called")) {
        ending.kind = Ending::Kind::Refused;
        ending.wantsPassword = true;
        ending.why = m_password.isEmpty() ? u"%1 wants a password"_s.arg(where)
                                          : u"%1 refused the user name or the password: check both"_s.arg(where);
        return ending;
    }
    ending.kind = passing.contains(code) ? Ending::Kind::Lost : Ending::Kind::Refused;
    ending.why = u"%1 does not let us %2: %3"_s.arg(where, task, QString::fromUtf8(error));
    return ending;
}

} // namespace livebelt
