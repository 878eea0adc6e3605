// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/WebSocketConnection.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/async/Timers.h"
#include "sources/websocket/CloseCode.h"
#include "sources/websocket/Handshake.h"

#include <QCoreApplication>
#include <QTcpSocket>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr quint64 inboxBytes = 32 << 20;
constexpr qint64 outboxBytes = 4 << 20;
constexpr auto handshakeTime = 30s;
constexpr std::size_t portion = 256;

async::Clock::TimePoint now()
{
    return async::Loop::current().clock().now();
}

} // namespace

WebSocketConnection::WebSocketConnection(const WebSocketAddress &address, ConnectionLog &log)
    : m_address(address)
    , m_log(log)
    , m_items(address.parser)
    , m_inbox(inboxBytes, async::Overflow::DropOldest)
    , m_heardAt(now())
    , m_socket(address.origin)
{
}

WebSocketConnection::~WebSocketConnection() = default;

async::AsyncIterator<Record> WebSocketConnection::run()
{
    const Result<void> prepared = prepare();
    if (!prepared) {
        m_ending = {Ending::Kind::Refused, prepared.error()};
        co_return;
    }
    open();
    Records records;
    while (true) {
        auto batch = co_await m_inbox.receiveBatch(portion);
        if (batch.items.empty())
            break;
        if (m_isOpen && !std::exchange(m_isAnnounced, true))
            announce(records);
        if (batch.dropsBefore > 0) {
            records.push_back(makeDropped(batch.dropsBefore,
                                          "messages came faster than they could be taken in: the oldest were dropped"));
        }
        for (Arrived &arrived : batch.items) {
            if (arrived.what == What::Received)
                m_items.parse(arrived.bytes, arrived.micros, records);
            else if (arrived.what == What::Sent)
                records.push_back(sentRecord(arrived.bytes, arrived.micros));
            for (Record &record : records)
                co_yield std::move(record);
            records.clear();
        }
    }
    m_ending = howItEnded();
    if (isTooLong()) {
        Record notice = makeNotice(NoticeType::Truncated, m_ending.why.toUtf8());
        co_yield std::move(notice);
    }
}

Result<void> WebSocketConnection::prepare()
{
    if (m_address.isSecure()) {
        const auto tls = m_address.network.tls();
        if (!tls)
            return Failure{tls.error()};
        m_socket.setSslConfiguration(*tls);
    }
    m_socket.setProxy(m_address.network.proxyFor(m_address.url.host(), m_address.port));
    m_socket.setMaxAllowedIncomingMessageSize(m_address.longest);
    m_socket.setMaxAllowedIncomingFrameSize(m_address.longest);
    return {};
}

void WebSocketConnection::open()
{
    listen();
    m_deadline.spawn(limitHandshake());
    m_socket.open(handshakeRequest(m_address), handshakeOptions(m_address));
    // A frame that takes long to come in, and nothing can come in between, is a sign of life, too.
    if (const auto *wire = m_socket.findChild<QTcpSocket *>())
        QObject::connect(wire, &QIODevice::readyRead, &m_context, [this] { m_heardAt = now(); });
}

void WebSocketConnection::listen()
{
    const auto on = [this](auto signal, auto slot) { QObject::connect(&m_socket, signal, &m_context, slot); };
    on(&QWebSocket::connected, [this] { opened(); });
    on(&QWebSocket::disconnected, [this] { m_inbox.close(); });
    on(&QWebSocket::aboutToClose, [this] { m_wasClosed = true; });
    on(&QWebSocket::sslErrors, [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    on(&QWebSocket::pong, [this] { m_heardAt = now(); });
    on(&QWebSocket::textMessageReceived, [this](const QString &text) { put(What::Received, text.toUtf8()); });
    on(&QWebSocket::binaryMessageReceived, [this](const QByteArray &bytes) { put(What::Received, bytes); });
}

void WebSocketConnection::opened()
{
    m_isOpen = true;
    m_heardAt = now();
    m_deadline.cancel();
    if (m_address.ping > 0ms)
        m_watch.spawn(keepAlive());
    put(What::Opened, {});
    for (const QByteArray &message : m_address.first)
        say(message);
}

void WebSocketConnection::put(What what, QByteArray bytes)
{
    if (what == What::Received) {
        m_hasGivenItems = true;
        m_log.proven();
        m_heardAt = now();
    }
    Arrived arrived{what, std::move(bytes), nowMicros()};
    m_inbox.trySend(arrived); // takes it, unless all is over
}

void WebSocketConnection::say(const QByteArray &message)
{
    if (isValidUtf8(message))
        m_socket.sendTextMessage(QString::fromUtf8(message));
    else
        m_socket.sendBinaryMessage(message);
}

void WebSocketConnection::announce(Records &records)
{
    records.push_back(m_log.connected());
    if (!m_address.subprotocols.isEmpty() && m_socket.subprotocol().isEmpty()) {
        records.push_back(
            makeNotice(NoticeType::Information, u"%1 speaks none of the subprotocols that were asked for: %2"_s
                                                    .arg(m_address.where(), m_address.subprotocols.join(u", "_s))
                                                    .toUtf8()));
    }
}

bool WebSocketConnection::isTooLong() const
{
    // The code alone could be the server's: these are Qt's words.
    const auto is = [this](const char *words) {
        return m_socket.closeReason() == QCoreApplication::translate("QWebSocketDataProcessor", words);
    };
    return m_isOpen && m_wasClosed && m_socket.closeCode() == QWebSocketProtocol::CloseCodeTooMuchData &&
           (is("Received message is too big.") || is("Maximum framesize exceeded."));
}

Ending WebSocketConnection::howItEnded() const
{
    const QString host = m_address.url.host();
    if (!m_ending.why.isEmpty())
        return m_ending;
    if (!m_isOpen)
        return handshakeProblem(m_socket, m_tlsErrors, m_address);
    if (isTooLong()) {
        return {Ending::Kind::Lost, u"%1 sent a message longer than %2 bytes, which was not taken: allow longer ones "
                                    "with longest="_s.arg(host)
                                        .arg(m_address.longest)};
    }
    // Qt 6.4 knows none of IANA's codes from 1012 on, and does not say which it was.
    if (m_wasClosed && m_socket.closeReason().startsWith("Invalid close code"_L1))
        return {Ending::Kind::Lost, u"%1 closed the connection: it is being restarted, or too busy"_s.arg(host)};
    if (m_wasClosed) {
        const auto code = quint16(m_socket.closeCode());
        return {closeKind(code, m_hasGivenItems), closeSentence(code, m_socket.closeReason(), host)};
    }
    return {Ending::Kind::Lost, u"The connection to %1 was lost"_s.arg(m_address.where())};
}

async::Task<void> WebSocketConnection::goodbye()
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.close();
    else
        m_socket.abort();
    m_inbox.close();
    co_return;
}

async::Task<Result<void>> WebSocketConnection::send(Outgoing message)
{
    if (m_socket.state() != QAbstractSocket::ConnectedState)
        co_return Failure{
            u"There is no connection to %1 at the moment: send it again once there is"_s.arg(m_address.where())};
    if (m_socket.bytesToWrite() + message.payload.size() > outboxBytes)
        co_return Failure{u"%1 has not taken yet what was sent before: send it again later"_s.arg(m_address.where())};
    say(message.payload);
    put(What::Sent, std::move(message.payload));
    co_return Result<void>();
}

void WebSocketConnection::giveUp(const QString &why)
{
    m_ending = {Ending::Kind::Lost, why};
    m_socket.abort();
    m_inbox.close();
}

async::Task<void> WebSocketConnection::limitHandshake()
{
    co_await async::sleepFor(handshakeTime);
    giveUp(
        u"%1 does not answer as a WebSocket on port %2: check the address and the network"_s.arg(m_address.url.host())
            .arg(m_address.port));
}

async::Task<void> WebSocketConnection::keepAlive()
{
    const async::Clock::Duration patience = std::clamp<async::Clock::Duration>(m_address.ping, 1s, 10s);
    while (true) {
        const auto quiet = now() - m_heardAt;
        if (quiet < m_address.ping) {
            co_await async::sleepFor(m_address.ping - quiet);
            continue;
        }
        const auto asked = now();
        m_socket.ping();
        co_await async::sleepFor(patience);
        if (m_heardAt <= asked) {
            const double silence = std::chrono::duration<double>(now() - m_heardAt).count();
            giveUp(u"%1 has given no sign of life for %2 s"_s.arg(m_address.url.host()).arg(silence, 0, 'f', 0));
            m_ending.silence = std::chrono::ceil<std::chrono::milliseconds>(now() - m_heardAt);
            co_return;
        }
    }
}

} // namespace livebelt
