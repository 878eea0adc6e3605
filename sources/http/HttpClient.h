// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/http/HttpAnswer.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <memory>

namespace livebelt {

/// Asks one server: HTTP/1.1 over Qt's QNetworkAccessManager, as only there TCP holds a fast server back. Redirections
/// are followed, ten at most. I/O thread. Destroying it drops the connection.
class HttpClient final
{
public:
    explicit HttpClient(HttpRequest request) : m_request(std::move(request)) {}

    /// Sends the request with some more headers and waits for the status and the headers of the answer.
    async::Task<HttpAnswer> ask(QList<HttpRequest::Header> more);
    /// The body in pieces; throws NetworkError where it breaks off and async::TimedOut where nothing comes for
    /// HttpRequest::idle. The client outlives it.
    async::AsyncIterator<QByteArray> body(HttpAnswer answer);
    /// Gives up what is under way: ask() gives an ending, body() throws.
    void abort();

    /// What it means that body() has thrown that.
    Ending broken(const async::NetworkError &error) const;
    Ending silent() const;
    const HttpRequest &request() const { return m_request; }

private:
    async::ReplyPointer send(const HttpRequest &request, const QList<HttpRequest::Header> &more);
    async::Task<bool> headers(QPointer<QNetworkReply> reply);
    Ending failure(const HttpRequest &request) const;

    HttpRequest m_request;
    QSslConfiguration m_tls;
    std::unique_ptr<QNetworkAccessManager> m_manager;
    QPointer<QNetworkReply> m_reply; ///< the one under way
    QList<QSslError> m_tlsErrors;
};

} // namespace livebelt
