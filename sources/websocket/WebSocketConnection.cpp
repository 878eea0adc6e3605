// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/WebSocketConnection.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/websocket/GraphqlConversation.h"
#include "sources/websocket/SocketIoConversation.h"
#include <livebelt/async/Timers.h>
#include <livebelt/async/operators/Merge.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 outboxBytes = 4 << 20;
constexpr quint64 mostSent = 1024;       // messages of a person that wait to be shown
constexpr qsizetype mostSaidAgain = 100; // and of those that are said again after a reconnection

} // namespace

WebSocketConnection::WebSocketConnection(WebSocketSession &session, ConnectionLog &log)
    : m_session(session)
    , m_address(session.address)
    , m_log(log)
    , m_reader(m_address.parser)
    , m_stream(m_address.request())
    , m_sent(mostSent)
{
}

async::AsyncIterator<Record> WebSocketConnection::run()
{
    if (std::optional<Ending> refusal = co_await m_stream.open()) {
        m_ending = *std::move(refusal);
        co_return;
    }
    Records records;
    begin(records);
    for (Record &record : records)
        co_yield std::move(record);
    auto arrivals = async::merge(received(), m_sent.items());
    while (Arrival *arrival = co_await arrivals.borrow()) {
        records.clear();
        take(*arrival, records);
        for (Record &record : records)
            co_yield std::move(record);
    }
    m_ending = m_verdict.value_or(m_stream.ending(m_hasGivenItems));
}

async::AsyncIterator<WebSocketConnection::Arrival> WebSocketConnection::received()
{
    auto messages = m_stream.messages();
    while (WebSocketEvent *event = co_await messages.borrow()) {
        Arrival arrival{std::move(*event)};
        co_yield std::move(arrival);
    }
    m_sent.close();
}

std::unique_ptr<Conversation> WebSocketConnection::makeConversation()
{
    const WebSocketDialect &dialect = m_address.dialect;
    const bool isSaidAgain = dialect.resend != WebSocketDialect::Resend::None;
    QByteArrayList first = m_session.hasSaidFirst && !isSaidAgain ? QByteArrayList() : m_address.first;
    first += m_session.said;
    m_session.hasSaidFirst = true;
    const QString host = m_address.url.host();
    switch (dialect.protocolOf(m_address.url, m_stream.subprotocol())) {
    case WebSocketDialect::Protocol::Graphql:
        return std::make_unique<GraphqlConversation>(std::move(first), host);
    case WebSocketDialect::Protocol::SocketIo:
        return std::make_unique<SocketIoConversation>(std::move(first), host, isEngineIo3(m_address.url));
    default:
        break;
    }
    return std::make_unique<PlainConversation>(std::move(first));
}

void WebSocketConnection::begin(Records &records)
{
    records.push_back(m_log.connected());
    if (!m_address.subprotocols.isEmpty() && m_stream.subprotocol().isEmpty()) {
        records.push_back(
            makeNotice(NoticeType::Information, u"%1 speaks none of the subprotocols that were asked for: %2"_s
                                                    .arg(m_address.where(), m_address.subprotocols.join(u", "_s))
                                                    .toUtf8()));
    }
    m_conversation = makeConversation();
    for (const QByteArray &message : m_conversation->begin())
        say(message);
}

void WebSocketConnection::take(Arrival &arrival, Records &records)
{
    const qint64 micros = nowMicros();
    if (arrival.isSent) {
        records.push_back(sentRecord(arrival.event.bytes, micros));
        return;
    }
    Heard heard = m_conversation->hear(arrival.event.bytes, arrival.event.kind == WebSocketEvent::Kind::Text);
    for (const QByteArray &answer : std::as_const(heard.answers)) {
        if (m_stream.unsent() < outboxBytes) // a server that asks and takes no answer gets no more of them
            say(answer);
    }
    if (heard.pingEvery && m_pings.isEmpty())
        m_pings.spawn(pingEvery(*heard.pingEvery));
    if (heard.ending) {
        m_verdict = std::move(heard.ending);
        m_stream.close();
    }
    if (!heard.shown)
        return;
    m_hasGivenItems = true;
    m_log.proven();
    m_reader.read(*heard.shown, micros, records);
    if (!heard.subject.isEmpty()) {
        for (Record &record : records) {
            if (record.subject.isEmpty() && record.kind != RecordKind::Notice)
                record.subject = heard.subject;
        }
    }
    if (arrival.event.isCut) {
        records.push_back(makeNotice(NoticeType::Truncated,
                                     u"%1 sent a message longer than %2 bytes, whose rest was not kept: allow longer "
                                     "ones with longest="_s.arg(m_address.url.host())
                                         .arg(m_address.longest)
                                         .toUtf8()));
    }
}

void WebSocketConnection::say(const QByteArray &message)
{
    m_stream.send(message, isValidUtf8(message));
}

async::Task<void> WebSocketConnection::pingEvery(std::chrono::milliseconds interval)
{
    while (true) {
        co_await async::sleepFor(interval);
        say(m_conversation->ping());
    }
}

async::Task<void> WebSocketConnection::goodbye()
{
    m_stream.close();
    co_return;
}

async::Task<Result<void>> WebSocketConnection::send(Outgoing message)
{
    if (!m_stream.isOpen())
        co_return Failure{
            u"There is no connection to %1 at the moment: send it again once there is"_s.arg(m_address.where())};
    Arrival sent;
    sent.event.bytes = message.payload;
    sent.isSent = true;
    if (m_stream.unsent() + message.payload.size() > outboxBytes || !m_sent.trySend(sent))
        co_return Failure{u"%1 has not taken yet what was sent before: send it again later"_s.arg(m_address.where())};
    say(message.payload);
    if (m_address.dialect.resend == WebSocketDialect::Resend::All) {
        m_session.said.append(std::move(message.payload));
        if (m_session.said.size() > mostSaidAgain)
            m_session.said.removeFirst();
    }
    co_return Result<void>();
}

} // namespace livebelt
