// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/http/HttpAnswer.h"
#include "sources/http/HttpCookies.h"
#include "sources/http/HttpLink.h"
#include "sources/http/HttpUnpacker.h"
#include "sources/wire/HttpError.h"
#include "sources/wire/HttpFraming.h"

#include <memory>

namespace livebelt {

/// Asks one server over HTTP/1.1 (RFC 9110, 9112), as only there TCP holds a fast server back. Redirections are
/// followed, ten at most; interim answers (1xx) are passed over. A request that is not idempotent is sent once for each
/// ask(), on a connection of its own; others use the connection of the last answer again. I/O thread. Destroying it
/// drops the connection.
///
/// Why not QNetworkAccessManager: it (6.4) takes 103 for the answer, sends POST again by itself, and hides whether an
/// answer was cut off, and the socket, from which only the kernel can tell that a peer has gone.
class HttpClient final
{
public:
    /// cookies outlive it.
    HttpClient(HttpRequest request, std::shared_ptr<HttpCookies> cookies)
        : m_request(std::move(request)), m_cookies(std::move(cookies))
    {
    }

    /// Sends the request with some more headers and waits for the status and the headers of the answer.
    async::Task<HttpAnswer> ask(QList<HttpRequest::Header> more);
    /// The body of the last good answer, in pieces; ends where the answer is whole. Throws HttpError where it breaks
    /// off or is damaged, and async::TimedOut where nothing comes for HttpRequest::idle. The client outlives it.
    async::AsyncIterator<QByteArray> body();
    /// Asks nothing more; what is under way ends with what had arrived by now: ask() gives an ending, where that was no
    /// whole head, and body() throws, where the answer was not whole.
    void leave();

    /// What it means that body() has thrown that.
    Ending broken(const HttpError &error) const;
    Ending silent() const;
    const HttpRequest &request() const { return m_request; }

private:
    using Headers = QList<HttpRequest::Header>;

    async::Task<HttpAnswer> exchange(HttpRequest request, Headers more);
    async::Task<bool> readHead(HttpAnswer *answer);
    async::Task<void> refuse(HttpRequest request, HttpAnswer *answer);
    async::Task<std::optional<QByteArray>> piece(std::chrono::milliseconds idle);
    Headers headersFor(const HttpRequest &request, const Headers &more) const;

    const HttpRequest m_request;
    const std::shared_ptr<HttpCookies> m_cookies;
    std::unique_ptr<HttpLink> m_link;
    QByteArray m_rest; ///< what came together with the head
    std::optional<HttpFraming> m_framing;
    std::unique_ptr<HttpUnpacker> m_unpacker;
    bool m_isPersistent = false;
    bool m_isLeaving = false;
};

} // namespace livebelt
