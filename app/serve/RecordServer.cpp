// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serve/RecordServer.h"

#include "model/records/Timestamp.h"
#include "sources/feed/Deadline.h"
#include <livebelt/async/Timers.h>
#include <livebelt/async/io/Devices.h>
#include <livebelt/async/io/Servers.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype longestHead = 16 * 1024;
constexpr auto headTime = 20s;
constexpr auto lookTime = 200ms;   ///< between two looks for what is new
constexpr auto longestQuiet = 15s; ///< then a comment shows that the connection lives
constexpr int mostClients = 100;

QByteArray chunk(QByteArrayView bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes.toByteArray() + "\r\n";
}

/// As long for a wrong one as for the right one.
bool isSame(const QByteArray &given, const QByteArray &wanted)
{
    int difference = given.size() == wanted.size() ? 0 : 1;
    for (qsizetype i = 0; i < wanted.size(); ++i)
        difference |= wanted[i] ^ (given.isEmpty() ? '\0' : given[i % given.size()]);
    return difference == 0;
}

} // namespace

RecordServer::RecordServer(ServedCaptures &captures, ServeOptions options)
    : m_captures(captures), m_options(std::move(options))
{
}

Result<void> RecordServer::start()
{
    if (const Result<void> checked = m_options.check(); !checked)
        return checked;
    if (m_options.certificate.isEmpty()) {
        m_server = std::make_unique<QTcpServer>();
    } else {
        QFile file(m_options.key);
        const QList<QSslCertificate> chain = QSslCertificate::fromPath(m_options.certificate);
        const QByteArray pem = file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
        QSslKey key(pem, QSsl::Rsa);
        if (key.isNull())
            key = QSslKey(pem, QSsl::Ec);
        if (chain.isEmpty() || key.isNull())
            return Failure{
                u"%1 has no certificate, or %2 no private key in PEM form"_s.arg(m_options.certificate, m_options.key)};
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificateChain(chain);
        configuration.setPrivateKey(key);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        configuration.setProtocol(QSsl::TlsV1_2OrLater);
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(configuration);
        m_server = std::move(server);
    }
    if (!m_server->listen(m_options.address, m_options.port))
        return Failure{u"%1:%2 cannot be listened on: %3"_s.arg(m_options.address.toString())
                           .arg(m_options.port)
                           .arg(m_server->errorString())};
    m_scope.spawn(accept());
    return {};
}

QString RecordServer::url() const
{
    QUrl url;
    url.setScheme(m_options.certificate.isEmpty() ? u"http"_s : u"https"_s);
    url.setHost(m_server->serverAddress().toString());
    url.setPort(m_server->serverPort());
    return url.toString();
}

async::Task<void> RecordServer::accept()
{
    auto clients = async::connections(m_server.get());
    while (auto client = co_await clients.next())
        m_scope.spawn(serve(std::move(*client)));
}

async::Task<void> RecordServer::serve(Socket socket)
{
    socket->setReadBufferSize(longestHead);
    ++m_clients;
    const auto leave = qScopeGuard([this] { --m_clients; });
    if (m_clients > mostClients) {
        co_await async::write(socket.get(), head("503 Service Unavailable", "text/plain"), 0);
        co_return;
    }
    const QByteArray text = co_await readHead(socket.get());
    if (text.isEmpty())
        co_return;
    const std::optional<ServeRequest> request = ServeRequest::parse(text);
    if (request)
        co_await answer(socket.get(), *request);
    else
        co_await async::write(socket.get(), head("400 Bad Request", "text/plain"), 0);
    socket->disconnectFromHost();
    if (socket->state() != QAbstractSocket::UnconnectedState)
        co_await async::write(socket.get(), {}, 0);
}

/// Empty where none comes in time, or it is too long.
async::Task<QByteArray> RecordServer::readHead(QTcpSocket *socket)
{
    async::Scope timer;
    const std::function<void()> late = [socket] { socket->abort(); };
    timer.spawn(deadline(headTime, late));
    QByteArray text;
    auto pieces = async::chunks(socket);
    while (auto piece = co_await pieces.next()) {
        text += *piece;
        const qsizetype end = text.indexOf("\r\n\r\n");
        if (end >= 0)
            co_return text.first(end);
        if (text.size() > longestHead)
            break;
    }
    co_return QByteArray();
}

QByteArray RecordServer::head(const QByteArray &status, const QByteArray &type, const QByteArray &more) const
{
    QByteArray head = "HTTP/1.1 " + status + "\r\nContent-Type: " + type +
                      "\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n" + more;
    if (!m_options.origin.isEmpty())
        head += "Access-Control-Allow-Origin: " + m_options.origin + "\r\n";
    return head + "\r\n";
}

/// The status that turns it away; empty: it is let in. The name that a browser asks for has to be one of this machine's
/// where nobody shows a token: else a page elsewhere whose name leads here could read along.
QByteArray RecordServer::refusal(const ServeRequest &request) const
{
    if (request.method != "GET")
        return "405 Method Not Allowed";
    if (!m_options.token.isEmpty())
        return isSame(request.header("authorization"), "Bearer " + m_options.token) ? QByteArray() : "401 Unauthorized";
    const QUrl host(u"http://"_s + QString::fromLatin1(request.header("host")));
    const bool isOurs = host.host() == u"localhost" || QHostAddress(host.host()).isLoopback();
    return isOurs ? QByteArray() : "421 Misdirected Request";
}

async::Task<void> RecordServer::answer(QTcpSocket *socket, ServeRequest request)
{
    const QByteArray status = refusal(request);
    if (!status.isEmpty()) {
        const QByteArray more = status.startsWith("401")   ? "WWW-Authenticate: Bearer\r\n"
                                : status.startsWith("405") ? "Allow: GET\r\n"
                                                           : "";
        co_await async::write(socket, head(status, "text/plain", more), 0);
        co_return;
    }
    const QStringList &path = request.path;
    const bool isList = path.isEmpty() || (path.size() == 1 && path[0] == u"feeds");
    if (isList) {
        co_await listFeeds(socket);
        co_return;
    }
    const bool isFeed = path.size() == 3 && path[0] == u"feeds" && (path[2] == u"records" || path[2] == u"events");
    if (!isFeed) {
        co_await async::write(socket, head("404 Not Found", "text/plain"), 0);
        co_return;
    }
    const Result<Wanted> found = co_await wanted(request);
    if (!found) {
        const bool isMissing = found.error().startsWith(u"There is no feed");
        co_await async::write(socket,
                              head(isMissing ? "404 Not Found" : "400 Bad Request", "text/plain; charset=utf-8") +
                                  found.error().toUtf8() + '\n',
                              0);
        co_return;
    }
    if (path[2] == u"records")
        co_await giveRecords(socket, *found);
    else
        co_await giveEvents(socket, *found);
}

async::Task<void> RecordServer::listFeeds(QTcpSocket *socket)
{
    const std::vector<ServedFeed> feeds = co_await m_captures.feeds();
    QJsonArray list;
    for (const ServedFeed &feed : feeds) {
        const FeedInfo &info = feed.info;
        QJsonObject one{{u"name"_s, feed.name},
                        {u"kind"_s, info.kind},
                        {u"address"_s, info.address},
                        {u"first"_s, qint64(info.first)},
                        {u"last"_s, qint64(info.count)},
                        {u"durable"_s, qint64(info.durable)},
                        {u"received"_s, qint64(info.counters.received)},
                        {u"stored"_s, qint64(info.counters.stored)},
                        {u"quarantined"_s, qint64(info.counters.quarantined)},
                        {u"dropped"_s, qint64(info.counters.dropped)}};
        if (info.firstTime != noTime)
            one[u"firstTime"_s] = QString::fromLatin1(toRfc3339(info.firstTime));
        if (info.lastTime != noTime)
            one[u"lastTime"_s] = QString::fromLatin1(toRfc3339(info.lastTime));
        list.append(one);
    }
    const QByteArray body = QJsonDocument(list).toJson(QJsonDocument::Compact) + '\n';
    co_await async::write(
        socket,
        head("200 OK", "application/json", "Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body, 0);
}

async::Task<Result<RecordServer::Wanted>> RecordServer::wanted(ServeRequest request)
{
    const std::vector<ServedFeed> feeds = co_await m_captures.feeds();
    const auto feed =
        std::find_if(feeds.begin(), feeds.end(), [&](const ServedFeed &each) { return each.name == request.path[1]; });
    if (feed == feeds.end())
        co_return Failure{u"There is no feed “%1”"_s.arg(request.path[1])};
    const bool isLive = request.path[2] == u"events";
    Wanted wanted{feed->capture, feed->info.id, feed->name.toUtf8()};
    const auto filter = Filter::parse(request.option(u"filter"_s).value_or(QString()));
    if (!filter)
        co_return Failure{filter.error()};
    wanted.filter = *filter;
    const QByteArray seen = request.header("last-event-id");
    std::optional<QString> from = request.option(u"from"_s);
    if (isLive && !seen.isEmpty()) {
        bool isNumber = false;
        wanted.first = seen.toULongLong(&isNumber) + 1;
        if (!isNumber)
            co_return Failure{u"Last-Event-ID is the number of a record"_s};
        co_return wanted;
    }
    if (from == u"all")
        from.reset();
    const quint64 begin = isLive && !request.option(u"from"_s) ? feed->info.count + 1 : 1;
    const Result<quint64> first = co_await place(wanted, from, begin);
    const Result<quint64> last = co_await place(wanted, request.option(u"to"_s), isLive ? 0 : feed->info.count);
    if (!first || !last)
        co_return Failure{first ? last.error() : first.error()};
    wanted.first = *first;
    wanted.last = *last;
    co_return wanted;
}

/// A number, or the number of the record at a time.
async::Task<Result<quint64>> RecordServer::place(Wanted of, std::optional<QString> text, quint64 otherwise)
{
    if (!text)
        co_return otherwise;
    bool isNumber = false;
    const quint64 seq =
        text->startsWith(u"seq:") ? text->sliced(4).toULongLong(&isNumber) : text->toULongLong(&isNumber);
    if (isNumber)
        co_return seq;
    const std::optional<qint64> time = fromRfc3339(text->toLatin1());
    if (!time)
        co_return Failure{u"“%1” is no number of a record, and no time such as 2026-11-22T12:30:00Z"_s.arg(*text)};
    const quint64 found = co_await m_captures.seqAtTime(of.capture, of.feed, *time);
    co_return found;
}

async::Task<void> RecordServer::giveRecords(QTcpSocket *socket, Wanted wanted)
{
    bool isThere = co_await async::write(
        socket, head("200 OK", "application/jsonl; charset=utf-8", "Transfer-Encoding: chunked\r\n"));
    JsonLinesWriter writer;
    TextBuilder lines;
    quint64 next = std::max<quint64>(wanted.first, 1);
    while (isThere && next <= wanted.last) {
        const Records records = co_await m_captures.page(wanted.capture, wanted.feed, next);
        if (records.empty())
            break;
        lines.clear();
        for (const Record &record : records) {
            next = record.seq + 1;
            if (record.seq <= wanted.last && wanted.filter.matches(record, wanted.name))
                writer.write(lines, wanted.name, record);
        }
        if (!lines.isEmpty())
            isThere = co_await async::write(socket, chunk(lines.view()));
    }
    if (isThere)
        co_await async::write(socket, "0\r\n\r\n", 0);
}

async::Task<void> RecordServer::giveEvents(QTcpSocket *socket, Wanted wanted)
{
    const QByteArray begin =
        head("200 OK", "text/event-stream; charset=utf-8", "Transfer-Encoding: chunked\r\n") + chunk("retry: 1000\n\n");
    bool isThere = co_await async::write(socket, begin);
    JsonLinesWriter writer;
    TextBuilder events;
    quint64 next = wanted.first;
    auto said = std::chrono::steady_clock::now();
    while (isThere && socket->state() == QAbstractSocket::ConnectedState) {
        const Records records = co_await m_captures.page(wanted.capture, wanted.feed, next);
        events.clear();
        for (const Record &record : records) {
            next = record.seq + 1;
            if (!wanted.filter.matches(record, wanted.name))
                continue;
            events += "id: " + QByteArray::number(record.seq) + "\ndata: ";
            writer.write(events, wanted.name, record);
            events += '\n';
        }
        if (events.isEmpty() && std::chrono::steady_clock::now() - said >= longestQuiet)
            events += QByteArrayView(":\n\n");
        if (!events.isEmpty()) {
            isThere = co_await async::write(socket, chunk(events.view()));
            said = std::chrono::steady_clock::now();
        }
        if (records.empty())
            co_await async::sleepFor(lookTime);
    }
}

} // namespace livebelt
