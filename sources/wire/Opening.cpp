// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/Opening.h"

#include "sources/wire/HandshakeRefusal.h"
#include "sources/wire/HttpError.h"
#include "sources/wire/HttpFraming.h"
#include <livebelt/async/io/Devices.h>
#include <livebelt/async/io/Sockets.h>
#include <livebelt/async/tasks/TimedOut.h>
#include <livebelt/async/tasks/WithTimeout.h>

#include <QSslSocket>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds bodyTime{1000};

async::Task<std::optional<Ending>> reach(Opening *opening)
{
    const WebSocketRequest &request = opening->request;
    const QString host = request.url.host();
    const async::PeerCheck check = request.network.peerCheck();
    std::optional<Ending> ending;
    try {
        if (auto *secure = qobject_cast<QSslSocket *>(&opening->socket)) {
            const Result<QSslConfiguration> tls = request.network.tls();
            if (!tls) {
                ending = Ending{Ending::Kind::Refused, tls.error()};
                co_return ending;
            }
            secure->setSslConfiguration(*tls);
            co_await async::connectEncrypted(secure, host, request.port, check);
        } else {
            co_await async::connectTo(&opening->socket, host, request.port);
        }
    } catch (const async::SocketError &error) {
        ending = Ending{isHopeless(error) ? Ending::Kind::Refused : Ending::Kind::Lost,
                        connectionProblem(error, host, request.port)};
    }
    co_return ending;
}

/// Up to the end of the head of the answer; false: the connection ended before.
async::Task<bool> readHead(Opening *opening, HttpHeadReader *reader)
{
    bool isWhole = false;
    while (!isWhole) {
        QByteArray *const piece = co_await opening->pieces->borrow();
        if (!piece)
            co_return false;
        opening->input = std::move(*piece);
        isWhole = reader->take(opening->input);
    }
    co_return true;
}

/// The beginning of the body of a refusal.
async::Task<void> readBody(Opening *opening, const HttpHead *head, QByteArray *body)
{
    constexpr qsizetype most = 8 * 1024;
    HttpFraming framing(*head);
    *body += framing.feed(std::exchange(opening->input, QByteArray()));
    while (!framing.isWhole() && body->size() < most) {
        QByteArray *const piece = co_await opening->pieces->borrow();
        if (!piece)
            co_return;
        *body += framing.feed(*piece);
    }
}

async::Task<std::optional<Ending>> refusal(Opening *opening, HttpHead head)
{
    QByteArray body;
    try {
        co_await async::withTimeout(readBody(opening, &head, &body), bodyTime);
    } catch (const async::TimedOut &) { // what has come until then will do
    } catch (const HttpError &) {       // so it will, where the rest is damaged
    }
    std::optional<Ending> ending = handshakeRefusal(head, body, opening->request.url.host());
    co_return ending;
}

async::Task<std::optional<Ending>> shake(Opening *opening)
{
    std::optional<Ending> ending = co_await reach(opening);
    if (ending)
        co_return ending;
    const QString host = opening->request.url.host();
    opening->socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    opening->socket.write(opening->handshake.bytes());
    opening->pieces.emplace(async::chunks(&opening->socket));
    HttpHeadReader reader;
    const bool isWhole = co_await readHead(opening, &reader);
    opening->hasAnswered = isWhole;
    if (!isWhole) {
        const QString what = reader.isEmpty() ? u"%1 closed the connection without an answer"_s
                                              : u"%1 closed the connection within its answer"_s;
        ending = Ending{Ending::Kind::Lost, what.arg(host)};
    } else if (!reader.problem().isEmpty()) {
        ending = Ending{Ending::Kind::Refused,
                        u"%1 does not answer as a WebSocket: %2: check the address"_s.arg(host, reader.problem())};
    } else if (reader.head().status == 101) {
        ending = opening->handshake.check(reader.head());
    } else {
        ending = co_await refusal(opening, reader.head());
    }
    co_return ending;
}

} // namespace

async::Task<std::optional<Ending>> shakeHands(Opening &opening)
{
    return shake(&opening);
}

} // namespace livebelt
