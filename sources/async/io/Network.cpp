// SPDX-License-Identifier: MIT
#include <livebelt/async/io/Network.h>

#include <livebelt/async/Event.h>
#include <livebelt/async/Signals.h>

namespace livebelt::async {

void ReplyDeleter::operator()(QNetworkReply *reply) const
{
    reply->disconnect();
    if (reply->isRunning())
        reply->abort();
    reply->deleteLater();
}

namespace {

/// One event for everything that happens to a reply.
class ReplyEvents
{
public:
    explicit ReplyEvents(QNetworkReply *reply)
        : m_connections{QObject::connect(reply, &QNetworkReply::readyRead, [this] { m_event.set(); }),
                        QObject::connect(reply, &QNetworkReply::finished, [this] { m_event.set(); }),
                        QObject::connect(reply, &QObject::destroyed, [this] { m_event.set(); }),
                        QObject::connect(reply, &QNetworkReply::metaDataChanged, [this] {
                            m_hasHeaders = true;
                            m_event.set();
                        })}
    {
    }
    auto wait() { return m_event.wait(); }
    bool hasHeaders() const { return m_hasHeaders; }

private:
    Event m_event;
    bool m_hasHeaders = false;
    ScopedConnection m_connections[4];
};

bool hasStatus(const QNetworkReply *reply)
{
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid();
}

Task<bool> awaitHeaders(QPointer<QNetworkReply> reply)
{
    if (!reply)
        co_return false;
    ReplyEvents events(reply);
    while (reply && !reply->isFinished() && !events.hasHeaders() && !hasStatus(reply))
        co_await events.wait();
    co_return reply && (events.hasHeaders() || hasStatus(reply));
}

AsyncIterator<QByteArray> read(ReplyPointer reply, qint64 maximum)
{
    if (!reply)
        co_return;
    ReplyEvents events(reply.get());
    while (reply) {
        const bool wasFinished = reply->isFinished(); // what comes with the end is still to be read after it
        while (reply && reply->bytesAvailable() > 0) {
            QByteArray piece = reply->read(maximum);
            if (piece.isEmpty())
                break;
            co_yield std::move(piece);
        }
        if (wasFinished)
            break;
        if (reply && !reply->isFinished())
            co_await events.wait();
    }
    if (reply && reply->error() != QNetworkReply::NoError)
        throw NetworkError(reply->error(), reply->errorString());
}

} // namespace

AsyncIterator<QByteArray> body(ReplyPointer reply, qint64 maximum)
{
    if (reply)
        reply->setReadBufferSize(maximum); // from now on, not from the first pull on
    return read(std::move(reply), maximum);
}

Task<ReplyPointer> finished(ReplyPointer reply)
{
    if (!reply)
        co_return std::move(reply);
    ReplyEvents events(reply.get());
    while (reply && !reply->isFinished())
        co_await events.wait();
    co_return std::move(reply);
}

Task<bool> headers(QNetworkReply *reply)
{
    return awaitHeaders(reply);
}

} // namespace livebelt::async
