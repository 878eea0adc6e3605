// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpClient.h"

#include "sources/feed/Duration.h"
#include <livebelt/async/tasks/NextWithin.h>
#include <livebelt/async/tasks/WithTimeout.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int mostRedirections = 10;

bool isRedirection(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// The beginning of a body that says why something was refused.
async::Task<void> readExcerpt(HttpClient *client, QByteArray *text)
{
    constexpr qsizetype most = 8 * 1024;
    auto pieces = client->body();
    while (text->size() < most) {
        const std::optional<QByteArray> piece = co_await pieces.next();
        if (!piece)
            co_return;
        *text += *piece;
    }
}

} // namespace

async::Task<HttpAnswer> HttpClient::ask(QList<HttpRequest::Header> more)
{
    HttpRequest request = m_request;
    HttpAnswer answer;
    for (int count = 0; count <= mostRedirections; ++count) {
        answer = co_await exchange(request, more);
        if (answer.status() == 0)
            co_return answer;
        m_cookies->keep(request.url, answer.head);
        if (!isRedirection(answer.status()) || count == mostRedirections)
            break;
        const Result<HttpRequest> next = request.redirected(answer.status(), answer.header("Location"));
        if (!next) {
            answer.ending = {Ending::Kind::Refused, next.error()};
            co_return answer;
        }
        request = *next;
    }
    answer.isGood = (answer.status() >= 200 && answer.status() <= 299) || answer.status() == 304;
    if (!answer.isGood)
        co_await refuse(request, &answer);
    co_return answer;
}

/// One request, and the head of its answer.
async::Task<HttpAnswer> HttpClient::exchange(HttpRequest request, Headers more)
{
    HttpAnswer answer;
    const Headers headers = headersFor(request, more);
    const bool isFree = m_link && m_isPersistent && m_framing && m_framing->isWhole() && m_rest.isEmpty();
    bool isUsed = isFree && request.isIdempotent() && m_link->leadsTo(request);
    while (!m_isLeaving) {
        if (!isUsed) {
            m_link = std::make_unique<HttpLink>(request);
            std::optional<Ending> problem = co_await m_link->open();
            if (problem) {
                answer.ending = *std::move(problem);
                break;
            }
        }
        m_link->send(request, headers);
        answer.wasSent = true;
        const bool hasHead = co_await readHead(&answer);
        if (hasHead || !isUsed || !m_rest.isEmpty() || m_link->silence() > 0ms)
            break;
        isUsed = false; // the server had given it up meanwhile
    }
    co_return answer;
}

async::Task<bool> HttpClient::readHead(HttpAnswer *answer)
{
    HttpHeadReader reader;
    m_rest.clear();
    m_isPersistent = false;
    try {
        while (std::optional<QByteArray> next = co_await piece(m_request.patience)) {
            if (!reader.take(*next))
                continue;
            if (!reader.problem().isEmpty())
                throw HttpError(u"does not answer as a web server: %1: check the address"_s.arg(reader.problem()));
            const HttpHead &head = reader.head();
            m_framing.emplace(head);
            m_unpacker = std::make_unique<HttpUnpacker>(head.value("Content-Encoding"));
            m_isPersistent = head.isPersistent();
            m_rest = *std::move(next);
            answer->head = head;
            co_return true;
        }
        answer->ending = m_link->loss();
        m_rest = reader.isEmpty() ? "" : "cut off";
    } catch (const HttpError &error) {
        answer->ending = broken(error);
        m_rest = "damaged";
    } catch (const async::TimedOut &) {
        answer->ending = {Ending::Kind::Lost, u"%1 does not answer within %2: check the address and the network"_s.arg(
                                                  m_request.where(), waitText(m_request.patience))};
        m_rest = "late";
    }
    co_return false;
}

/// Why, with what the server says of it, if that comes soon.
async::Task<void> HttpClient::refuse(HttpRequest request, HttpAnswer *answer)
{
    constexpr auto patience = 2s;
    QByteArray text;
    try {
        async::Task<void> inTime = async::withTimeout(readExcerpt(this, &text), patience);
        co_await std::move(inTime);
    } catch (const std::exception &) { // what has come until then will do
    }
    m_link.reset();
    answer->ending = statusEnding(request, answer->head, text, QDateTime::currentDateTimeUtc());
}

async::Task<std::optional<QByteArray>> HttpClient::piece(std::chrono::milliseconds idle)
{
    if (idle.count() == 0)
        co_return co_await m_link->pieces().next();
    co_return co_await async::nextWithin(m_link->pieces(), idle);
}

HttpClient::Headers HttpClient::headersFor(const HttpRequest &request, const Headers &more) const
{
    Headers headers = request.headers;
    const auto has = [&request](const QByteArray &name) {
        return std::any_of(request.headers.begin(), request.headers.end(), [&name](const HttpRequest::Header &header) {
            return header.first.compare(name, Qt::CaseInsensitive) == 0;
        });
    };
    for (const HttpRequest::Header &header : more) {
        if (!has(header.first)) // the person has the last word
            headers.append(header);
    }
    QByteArray cookies = m_cookies->headerFor(request.url);
    HttpRequest::Header authorization = request.authorization;
    if (authorization.first.compare("Cookie", Qt::CaseInsensitive) == 0) {
        cookies = authorization.second + (cookies.isEmpty() ? "" : "; ") + cookies;
        authorization = {};
    }
    if (!authorization.second.isEmpty())
        headers.append(authorization);
    if (!cookies.isEmpty())
        headers.emplaceBack("Cookie", cookies);
    return headers;
}

async::AsyncIterator<QByteArray> HttpClient::body()
{
    QByteArray bytes = m_framing->feed(std::exchange(m_rest, QByteArray()));
    while (true) {
        m_unpacker->give(std::exchange(bytes, QByteArray()));
        for (QByteArray plain = m_unpacker->take(); !plain.isEmpty(); plain = m_unpacker->take())
            co_yield std::move(plain);
        if (m_framing->isWhole())
            break;
        const std::optional<QByteArray> next = co_await piece(m_request.idle);
        if (!next) {
            if (m_link->silence() > 0ms)
                throw HttpError(u"does not answer any more: check the network"_s);
            if (!m_framing->endsByClosing() || m_link->wasBroken())
                throw HttpError(u"closed the connection in the middle of its answer"_s);
            break;
        }
        bytes = m_framing->feed(*next);
    }
    m_unpacker->finish();
    if (!m_framing->isWhole() || m_framing->hasMoreBehind() || !m_isPersistent)
        m_link.reset();
}

void HttpClient::leave()
{
    m_isLeaving = true;
    if (m_link)
        m_link->leave();
}

Ending HttpClient::broken(const HttpError &error) const
{
    const auto silence = m_link ? m_link->silence() : 0ms;
    return {error.kind(), m_request.where() + u' ' + error.text(), {}, silence};
}

Ending HttpClient::silent() const
{
    return {Ending::Kind::Lost,
            u"Nothing came from %1 for %2 (idle= sets how long it may be silent)"_s.arg(m_request.where(),
                                                                                        waitText(m_request.idle)),
            {},
            m_request.idle};
}

} // namespace livebelt
