// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpLink.h"

#include "sources/http/HttpAnswer.h"
#include <livebelt/async/tasks/TimedOut.h>
#include <livebelt/async/tasks/WithTimeout.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 readBuffer = 64 * 1024;
constexpr auto patience = 30s; ///< for connecting, TLS included

bool hasHeader(const QList<HttpRequest::Header> &headers, const QByteArray &name)
{
    return std::any_of(headers.begin(), headers.end(), [&name](const HttpRequest::Header &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

QByteArray hostHeader(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).section(u'%', 0, 0).toLatin1(); // without the zone of IPv6
    if (host.contains(':'))
        host = '[' + host + ']';
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

} // namespace

HttpLink::HttpLink(const HttpRequest &request)
    : m_request(request)
    , m_proxy(request.network.proxyFor(request.host(), request.port()))
    , m_parting(
          m_socket, [this] { return m_socket.socketDescriptor(); }, [this] { m_socket.abort(); })
    , m_pieces(m_parting.watch(async::chunks(&m_socket, readBuffer)))
{
    m_socket.setReadBufferSize(readBuffer);
}

bool HttpLink::isForwarded() const
{
    return m_proxy.type() == QNetworkProxy::HttpProxy && !m_request.isEncrypted();
}

async::Task<std::optional<Ending>> HttpLink::open()
{
    if (m_request.isEncrypted()) {
        const Result<QSslConfiguration> tls = m_request.network.tls();
        if (!tls)
            co_return Ending{Ending::Kind::Refused, tls.error()};
        m_socket.setSslConfiguration(*tls);
    }
    m_socket.setProxy(isForwarded() ? QNetworkProxy(QNetworkProxy::NoProxy) : m_proxy);
    const QString host = isForwarded() ? m_proxy.hostName() : m_request.host();
    const quint16 port = isForwarded() ? m_proxy.port() : m_request.port();
    const async::PeerCheck check = m_request.network.peerCheck();
    try {
        async::Task<void> connecting = m_request.isEncrypted() ? async::connectEncrypted(&m_socket, host, port, check)
                                                               : async::connectTo(&m_socket, host, port);
        async::Task<void> inTime = async::withTimeout(std::move(connecting), patience);
        co_await std::move(inTime);
    } catch (const async::SocketError &error) {
        co_return connectEnding(m_request, error);
    } catch (const async::TimedOut &) {
        const async::SocketError late(QAbstractSocket::SocketTimeoutError, {});
        co_return connectEnding(m_request, late);
    }
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_watched = async::detail::Descriptor(::dup(int(m_socket.socketDescriptor())));
    co_return std::nullopt;
}

QByteArray HttpLink::target(const HttpRequest &request) const
{
    const QUrl::FormattingOptions origin = QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery;
    return isForwarded() ? request.url.toEncoded(origin | QUrl::RemoveFragment) + request.target : request.target;
}

void HttpLink::send(const HttpRequest &request, const QList<HttpRequest::Header> &headers)
{
    QByteArray bytes =
        request.method + ' ' + target(request) + " HTTP/1.1\r\nHost: " + hostHeader(request.url) + "\r\n";
    const auto add = [&bytes](const QByteArray &name, const QByteArray &value) {
        bytes += name + ": " + value + "\r\n";
    };
    for (const HttpRequest::Header &header : headers)
        add(header.first, header.second);
    if (!hasHeader(headers, "User-Agent"))
        add("User-Agent", "Livebelt");
    if (!hasHeader(headers, "Accept-Encoding"))
        add("Accept-Encoding", "gzip");
    if (isForwarded() && !m_proxy.user().isEmpty())
        add("Proxy-Authorization", "Basic " + (m_proxy.user() + u':' + m_proxy.password()).toUtf8().toBase64());
    if (request.method == "POST")
        add("Content-Length", QByteArray::number(request.body.size()));
    m_socket.write(bytes + "\r\n" + request.body);
}

bool HttpLink::leadsTo(const HttpRequest &request) const
{
    return m_socket.state() == QAbstractSocket::ConnectedState && m_socket.bytesAvailable() == 0 &&
           request.url.scheme() == m_request.url.scheme() && request.host() == m_request.host() &&
           request.port() == m_request.port();
}

/// Qt takes a reset for an end.
bool HttpLink::wasBroken() const
{
    if (m_socket.error() != QAbstractSocket::RemoteHostClosedError &&
        m_socket.error() != QAbstractSocket::UnknownSocketError)
        return true;
    tcp_info info{};
    socklen_t size = sizeof info;
    const bool isKnown = m_watched && ::getsockopt(m_watched.number(), IPPROTO_TCP, TCP_INFO, &info, &size) == 0;
    return isKnown && info.tcpi_state == TCP_CLOSE;
}

std::chrono::milliseconds HttpLink::silence() const
{
    const async::SocketError error(m_socket.error(), m_socket.errorString());
    return silenceOf(error);
}

Ending HttpLink::loss() const
{
    const QAbstractSocket::SocketError code = m_socket.error() == QAbstractSocket::UnknownSocketError
                                                  ? QAbstractSocket::RemoteHostClosedError
                                                  : m_socket.error();
    const async::SocketError error(code, m_socket.errorString());
    return {Ending::Kind::Lost, connectionProblem(error, m_request.host(), m_request.port()), {}, silence()};
}

} // namespace livebelt
