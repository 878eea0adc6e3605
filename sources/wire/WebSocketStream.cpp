// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/WebSocketStream.h"

#include "sources/async/Timers.h"
#include "sources/async/io/Devices.h"
#include "sources/async/io/Sockets.h"
#include "sources/async/tasks/TimedOut.h"
#include "sources/async/tasks/WithTimeout.h"
#include "sources/wire/CloseCode.h"
#include "sources/wire/HandshakeRefusal.h"

#include <QSslSocket>
#include <wslay/wslay.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 readBuffer = 256 * 1024; // more than this waits in the kernel, and TCP slows the server
constexpr qint64 mostPongs = 64 * 1024;   // bytes that wait: a server that takes no pong gets no more of them
constexpr auto goodbyeTime = 700ms, bodyTime = 1000ms;
constexpr qsizetype longestReason = 123; // RFC 6455 section 5.5

async::Clock::TimePoint now()
{
    return async::Loop::current().clock().now();
}

std::unique_ptr<QTcpSocket> makeSocket(const WebSocketRequest &request)
{
    auto socket = request.isSecure() ? std::make_unique<QSslSocket>() : std::make_unique<QTcpSocket>();
    socket->setReadBufferSize(readBuffer);
    socket->setProxy(request.network.proxyFor(request.url.host(), request.port));
    return socket;
}

} // namespace

WebSocketStream::WebSocketStream(WebSocketRequest request)
    : m_request(std::move(request)), m_handshake(m_request), m_socket(makeSocket(m_request)), m_heardAt(now())
{
    // A frame that takes long to come in, and nothing can come in between, is a sign of life, too.
    QObject::connect(m_socket.get(), &QIODevice::readyRead, &m_context, [this] { m_heardAt = now(); });
}

WebSocketStream::~WebSocketStream() = default;

async::Task<std::optional<Ending>> WebSocketStream::open()
{
    std::optional<Ending> ending;
    try {
        ending = co_await async::withTimeout(shakeHands(), m_request.patience);
    } catch (const async::TimedOut &) {
        ending = Ending{Ending::Kind::Lost,
                        u"%1 does not answer as a WebSocket on port %2: check the address and the network"_s
                            .arg(m_request.url.host())
                            .arg(m_request.port)};
    }
    if (ending && !m_why.isEmpty())
        ending->why = m_why;
    if (ending)
        abort(ending->why);
    m_isOpen = !ending;
    if (m_isOpen && m_request.ping > 0ms)
        m_watch.spawn(keepAlive());
    co_return ending;
}

async::Task<std::optional<Ending>> WebSocketStream::shakeHands()
{
    const QString host = m_request.url.host();
    std::optional<Ending> ending;
    try {
        if (auto *secure = qobject_cast<QSslSocket *>(m_socket.get())) {
            const Result<QSslConfiguration> tls = m_request.network.tls();
            if (!tls) {
                ending = Ending{Ending::Kind::Refused, tls.error()};
                co_return ending;
            }
            secure->setSslConfiguration(*tls);
            co_await async::connectEncrypted(secure, host, m_request.port);
        } else {
            co_await async::connectTo(m_socket.get(), host, m_request.port);
        }
    } catch (const async::SocketError &error) {
        ending = Ending{isHopeless(error) ? Ending::Kind::Refused : Ending::Kind::Lost,
                        connectionProblem(error, host, m_request.port)};
        co_return ending;
    }
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->write(m_handshake.bytes());
    m_pieces.emplace(async::chunks(m_socket.get()));
    HttpHeadReader reader;
    QByteArray input;
    bool isWhole = false;
    while (!isWhole) {
        QByteArray *const piece = co_await m_pieces->borrow();
        if (!piece) {
            ending = Ending{Ending::Kind::Lost, (reader.isEmpty() ? u"%1 closed the connection without an answer"_s
                                                                  : u"%1 closed the connection within its answer"_s)
                                                    .arg(host)};
            co_return ending;
        }
        input = std::move(*piece);
        isWhole = reader.take(input);
    }
    m_hasAnswered = true;
    if (!reader.problem().isEmpty()) {
        ending = Ending{Ending::Kind::Refused,
                        u"%1 does not answer as a WebSocket: %2: check the address"_s.arg(host, reader.problem())};
    } else if (reader.head().status == 101) {
        ending = m_handshake.check(reader.head());
        m_reader.emplace(MessageReader::Options{m_request.longest, m_request.isInPieces}, m_handshake.deflate());
        m_reader->feed(std::move(input));
    } else {
        ending = co_await refusal(reader.head(), std::move(input));
    }
    co_return ending;
}

async::Task<std::optional<Ending>> WebSocketStream::refusal(HttpHead head, QByteArray body)
{
    try {
        co_await async::withTimeout(readBody(&head, &body), bodyTime);
    } catch (const async::TimedOut &) {
        // What has come is enough.
    }
    std::optional<Ending> ending = handshakeRefusal(head, body, m_request.url.host());
    co_return ending;
}

async::Task<void> WebSocketStream::readBody(const HttpHead *head, QByteArray *body)
{
    while (!isEnoughOfBody(*head, *body)) {
        QByteArray *const piece = co_await m_pieces->borrow();
        if (!piece)
            co_return;
        *body += *piece;
    }
}

async::AsyncIterator<WebSocketEvent> WebSocketStream::messages()
{
    bool isIdle = false; // nothing came of the last piece
    while (!m_isOver) {
        while (std::optional<WebSocketEvent> event = m_reader->next()) {
            isIdle = false;
            if (event->kind == WebSocketEvent::Kind::Text || event->kind == WebSocketEvent::Kind::Binary)
                co_yield std::move(*event);
            else
                answer(*event);
        }
        if (m_isOver)
            break;
        if (std::exchange(isIdle, true) && async::Loop::current().isSliceSpent())
            co_await async::sleepFor(0ms);
        QByteArray *const piece = co_await m_pieces->borrow();
        if (piece)
            m_reader->feed(std::move(*piece));
        else if (!m_rest.isEmpty())
            m_reader->feed(std::exchange(m_rest, {}));
        else
            break;
        m_heardAt = now();
    }
    m_isOver = true;
    m_watch.cancel();
    m_limit.cancel();
}

/// What is no message.
void WebSocketStream::answer(const WebSocketEvent &event)
{
    if (event.kind == WebSocketEvent::Kind::Pong || !isReached())
        m_isOver = m_isOver || event.kind == WebSocketEvent::Kind::Close;
    else if (event.kind == WebSocketEvent::Kind::Ping && !m_isLeaving && unsent() < mostPongs)
        write(WSLAY_PONG, event.bytes);
    if (event.kind != WebSocketEvent::Kind::Close && event.kind != WebSocketEvent::Kind::Broken)
        return;
    m_isOver = true;
    m_close = event;
    if (event.kind == WebSocketEvent::Kind::Broken)
        leave(event.code, event.bytes);
    else
        leave(event.code);
    m_socket->disconnectFromHost();
}

void WebSocketStream::leave(quint16 code, QByteArrayView reason)
{
    if (std::exchange(m_isLeaving, true) || !isReached())
        return;
    QByteArray payload;
    if (code != WSLAY_CODE_NO_STATUS_RCVD) {
        payload.append(char(code >> 8)).append(char(code & 0xff));
        payload += reason.first(qMin(longestReason, reason.size()));
    }
    write(WSLAY_CONNECTION_CLOSE, payload);
    m_socket->flush();
}

void WebSocketStream::write(quint8 opcode, QByteArrayView payload)
{
    m_socket->write(maskedFrame(opcode, payload));
}

bool WebSocketStream::send(QByteArrayView message, bool isText)
{
    if (!isOpen() || !isReached())
        return false;
    write(isText ? WSLAY_TEXT_FRAME : WSLAY_BINARY_FRAME, message);
    m_socket->flush();
    return true;
}

void WebSocketStream::close(quint16 code)
{
    if (!isOpen() || !isReached()) {
        abort();
        return;
    }
    leave(code);
    m_limit.spawn(abortAfter(goodbyeTime));
}

async::Task<void> WebSocketStream::abortAfter(std::chrono::milliseconds duration)
{
    co_await async::sleepFor(duration);
    abort();
}

void WebSocketStream::abort(const QString &why)
{
    if (m_why.isEmpty())
        m_why = why;
    if (m_isOpen && m_socket->isOpen())
        m_rest += m_socket->readAll();
    m_socket->abort();
}

qint64 WebSocketStream::unsent() const
{
    const auto *secure = qobject_cast<const QSslSocket *>(m_socket.get());
    return m_socket->bytesToWrite() + (secure ? secure->encryptedBytesToWrite() : 0);
}

bool WebSocketStream::hasUnread() const
{
    const auto *secure = qobject_cast<const QSslSocket *>(m_socket.get());
    return m_socket->bytesAvailable() > 0 || (secure && secure->encryptedBytesAvailable() > 0);
}

async::Task<void> WebSocketStream::keepAlive()
{
    const async::Clock::Duration patience = std::clamp<async::Clock::Duration>(m_request.ping, 1s, 10s);
    while (true) {
        const auto quiet = now() - m_heardAt;
        if (quiet < m_request.ping || hasUnread()) {
            co_await async::sleepFor(qMax<async::Clock::Duration>(m_request.ping - quiet, 100ms));
            continue;
        }
        const auto asked = now();
        if (isReached() && !m_isLeaving)
            write(WSLAY_PING, {});
        co_await async::sleepFor(patience);
        if (m_heardAt <= asked && !hasUnread()) {
            const double silence = std::chrono::duration<double>(now() - m_heardAt).count();
            abort(u"%1 has given no sign of life for %2 s"_s.arg(m_request.url.host()).arg(silence, 0, 'f', 0));
            co_return;
        }
    }
}

Ending WebSocketStream::ending(bool hasGivenItems) const
{
    const QString host = m_request.url.host();
    if (!m_close)
        return {Ending::Kind::Lost,
                m_why.isEmpty() ? u"The connection to %1 was lost"_s.arg(m_request.where()) : m_why};
    const QString words = QString::fromUtf8(m_close->bytes);
    if (m_close->kind == WebSocketEvent::Kind::Broken)
        return {Ending::Kind::Lost, u"%1 broke the WebSocket protocol: it sent %2"_s.arg(host, words)};
    return {closeKind(m_close->code, hasGivenItems), closeSentence(m_close->code, words, host)};
}

} // namespace livebelt
