// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpClient.h"

#include "sources/async/tasks/NextWithin.h"
#include "sources/async/tasks/WithTimeout.h"
#include "sources/http/HttpTime.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 readBuffer = 64 * 1024;
constexpr int mostRedirections = 10;

async::AsyncIterator<QByteArray> watched(async::AsyncIterator<QByteArray> pieces, std::chrono::milliseconds idle)
{
    while (auto piece = co_await async::nextWithin(pieces, idle))
        co_yield std::move(*piece);
}

bool isRedirection(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

async::ReplyPointer HttpClient::send(const HttpRequest &request, const QList<HttpRequest::Header> &more)
{
    QNetworkRequest sent(request.url);
    sent.setSslConfiguration(m_tls);
    sent.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    sent.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    sent.setDecompressedSafetyCheckThreshold(-1); // what comes out is bounded here; endless streams compress well
    sent.setRawHeader("User-Agent", "Livebelt");
    for (const HttpRequest::Header &header : more)
        sent.setRawHeader(header.first, header.second);
    for (const HttpRequest::Header &header : request.headers)
        sent.setRawHeader(header.first, header.second);
    if (!request.authorization.second.isEmpty())
        sent.setRawHeader(request.authorization.first, request.authorization.second);
    m_manager->setProxy(request.network.proxyFor(request.host(), request.port()));
    async::ReplyPointer reply(request.method == "POST" ? m_manager->post(sent, request.body) : m_manager->get(sent));
    reply->setReadBufferSize(readBuffer);
    m_tlsErrors.clear();
    QObject::connect(reply.get(), &QNetworkReply::sslErrors, m_manager.get(),
                     [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    m_reply = reply.get();
    return reply;
}

async::Task<bool> HttpClient::headers(QPointer<QNetworkReply> reply)
{
    if (m_request.idle.count() == 0)
        co_return co_await async::headers(reply);
    bool isLate = false;
    bool hasHeaders = false;
    try {
        hasHeaders = co_await async::withTimeout(async::headers(reply), m_request.idle);
    } catch (const async::TimedOut &) {
        isLate = true;
    }
    co_return hasHeaders && !isLate;
}

async::Task<HttpAnswer> HttpClient::ask(QList<HttpRequest::Header> more)
{
    HttpAnswer answer;
    if (!m_manager) {
        const Result<QSslConfiguration> tls = m_request.network.tls();
        if (!tls) {
            answer.ending = {Ending::Kind::Refused, tls.error()};
            co_return answer;
        }
        m_tls = *tls;
        m_manager = std::make_unique<QNetworkAccessManager>();
    }
    HttpRequest request = m_request;
    for (int count = 0; count <= mostRedirections; ++count) {
        answer.reply = send(request, more);
        const bool hasHeaders = co_await headers(m_reply);
        if (!hasHeaders) {
            answer.ending = failure(request);
            answer.reply.reset();
            co_return answer;
        }
        answer.status = answer.reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (!isRedirection(answer.status) || count == mostRedirections)
            break;
        const Result<HttpRequest> next = request.redirected(answer.status, answer.header("Location"));
        answer.reply.reset();
        if (!next) {
            answer.ending = {Ending::Kind::Refused, next.error()};
            co_return answer;
        }
        request = *next;
    }
    if ((answer.status < 200 || answer.status > 299) && answer.status != 304) {
        answer.ending =
            statusEnding(request, answer.status, answer.header("Retry-After"), QDateTime::currentDateTimeUtc());
        answer.reply.reset();
    }
    co_return answer;
}

Ending HttpClient::failure(const HttpRequest &request) const
{
    if (!m_reply || !m_reply->isFinished())
        return {Ending::Kind::Lost, u"%1 does not answer within %2: check the address and the network"_s.arg(
                                        request.where(), durationText(m_request.idle))};
    return networkEnding(request, m_reply->error(), m_reply->errorString(), m_tlsErrors);
}

async::AsyncIterator<QByteArray> HttpClient::body(HttpAnswer answer)
{
    auto pieces = async::body(std::move(answer.reply), readBuffer);
    return m_request.idle.count() == 0 ? std::move(pieces) : watched(std::move(pieces), m_request.idle);
}

void HttpClient::abort()
{
    if (m_reply)
        m_reply->abort();
}

Ending HttpClient::broken(const async::NetworkError &error) const
{
    return networkEnding(m_request, error.code(), QString::fromUtf8(error.what()), m_tlsErrors);
}

Ending HttpClient::silent() const
{
    return {Ending::Kind::Lost, u"Nothing came from %1 for %2 (?idle= sets how long it may be silent)"_s.arg(
                                    m_request.where(), durationText(m_request.idle))};
}

} // namespace livebelt
