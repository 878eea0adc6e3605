// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/WebSocketStream.h"

#include "sources/wire/CloseCode.h"
#include <livebelt/async/Timers.h>
#include <livebelt/async/tasks/TimedOut.h>
#include <livebelt/async/tasks/WithTimeout.h>

#include <QSslSocket>
#include <wslay/wslay.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 readBuffer = 256 * 1024; // more than this waits in the kernel, and TCP slows the server
constexpr qint64 mostPongs = 64 * 1024;   // bytes that wait: a server that takes no pong gets no more of them
constexpr auto goodbyeTime = 700ms;
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
    : m_request(std::move(request))
    , m_handshake(m_request)
    , m_socket(makeSocket(m_request))
    , m_opening{m_request, m_handshake, *m_socket}
    , m_heardAt(now())
{
    // A frame that takes long to come in, and nothing can come in between, is a sign of life, too.
    QObject::connect(m_socket.get(), &QIODevice::readyRead, &m_context, [this] { m_heardAt = now(); });
}

WebSocketStream::~WebSocketStream() = default;

async::Task<std::optional<Ending>> WebSocketStream::open()
{
    std::optional<Ending> ending;
    try {
        ending = co_await async::withTimeout(shakeHands(m_opening), m_request.patience);
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
    if (m_isOpen) {
        m_reader.emplace(MessageReader::Options{m_request.longest, m_request.isInPieces}, m_handshake.deflate());
        m_reader->feed(std::exchange(m_opening.input, {}));
    }
    if (m_isOpen && m_request.ping > 0ms)
        m_watch.spawn(keepAlive());
    co_return ending;
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
        QByteArray *const piece = co_await m_opening.pieces->borrow();
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

/// What is no message. A pong is a sign of life, and no more.
void WebSocketStream::answer(const WebSocketEvent &event)
{
    using Kind = WebSocketEvent::Kind;
    if (event.kind == Kind::Ping && isOpen() && unsent() < mostPongs)
        write(WSLAY_PONG, event.bytes);
    if (event.kind != Kind::Close && event.kind != Kind::Broken)
        return;
    m_isOver = true;
    m_close = event;
    leave(event.code, event.kind == Kind::Broken ? QByteArrayView(event.bytes) : QByteArrayView());
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
    if (!isOpen())
        return false;
    write(isText ? WSLAY_TEXT_FRAME : WSLAY_BINARY_FRAME, message);
    m_socket->flush();
    return true;
}

void WebSocketStream::close(quint16 code)
{
    if (!isOpen()) {
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
        if (isOpen())
            write(WSLAY_PING, {});
        co_await async::sleepFor(patience);
        if (m_heardAt <= asked && !hasUnread()) {
            m_silence = std::chrono::duration_cast<std::chrono::milliseconds>(now() - m_heardAt);
            abort(u"%1 has given no sign of life for %2 s"_s.arg(m_request.url.host())
                      .arg(double(m_silence.count()) / 1000, 0, 'f', 0));
            co_return;
        }
    }
}

Ending WebSocketStream::ending(bool hasGivenItems) const
{
    const QString host = m_request.url.host();
    if (!m_close) {
        const async::SocketError error(m_socket->error(), m_socket->errorString());
        return {Ending::Kind::Lost,
                m_why.isEmpty() ? u"The connection to %1 was lost"_s.arg(m_request.where()) : m_why,
                {},
                std::max(m_silence, silenceOf(error))};
    }
    const QString words = QString::fromUtf8(m_close->bytes);
    if (m_close->kind == WebSocketEvent::Kind::Broken)
        return {Ending::Kind::Lost, u"%1 broke the WebSocket protocol: it sent %2"_s.arg(host, words)};
    return {closeKind(m_close->code, hasGivenItems), closeSentence(m_close->code, words, host)};
}

} // namespace livebelt
