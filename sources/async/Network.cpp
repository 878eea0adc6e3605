// SPDX-License-Identifier: MIT
#include "sources/async/Network.h"

#include "sources/async/Event.h"
#include "sources/async/Signals.h"

#include <QPointer>

namespace livebelt::async {

void ReplyDeleter::operator()(QNetworkReply *reply) const
{
    reply->disconnect();
    if (reply->isRunning())
        reply->abort();
    reply->deleteLater();
}

Task<ReplyPointer> finished(ReplyPointer reply)
{
    Event changed;
    const QPointer<QNetworkReply> alive(reply.get());
    const ScopedConnection done = QObject::connect(reply.get(), &QNetworkReply::finished, [&] { changed.set(); });
    const ScopedConnection gone = QObject::connect(reply.get(), &QObject::destroyed, [&] {
        static_cast<void>(reply.release()); // somebody else has destroyed it
        changed.set();
    });
    while (alive && !alive->isFinished())
        co_await changed.wait();
    co_return std::move(reply);
}

Task<bool> headers(QNetworkReply *reply)
{
    Event changed;
    const QPointer<QNetworkReply> alive(reply);
    bool came = false;
    const ScopedConnection here = QObject::connect(reply, &QNetworkReply::metaDataChanged, [&] {
        came = true;
        changed.set();
    });
    const ScopedConnection done = QObject::connect(reply, &QNetworkReply::finished, [&] { changed.set(); });
    const ScopedConnection gone = QObject::connect(reply, &QObject::destroyed, [&] { changed.set(); });
    while (alive && !came && !alive->isFinished())
        co_await changed.wait();
    co_return alive && (came || alive->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid());
}

AsyncIterator<QByteArray> body(ReplyPointer reply, qint64 maximum)
{
    Event changed;
    const QPointer<QNetworkReply> alive(reply.get());
    const ScopedConnection ready = QObject::connect(reply.get(), &QNetworkReply::readyRead, [&] { changed.set(); });
    const ScopedConnection done = QObject::connect(reply.get(), &QNetworkReply::finished, [&] { changed.set(); });
    const ScopedConnection gone = QObject::connect(reply.get(), &QObject::destroyed, [&] {
        static_cast<void>(reply.release());
        changed.set();
    });
    reply->setReadBufferSize(maximum);
    while (alive) {
        while (alive && alive->bytesAvailable() > 0) {
            QByteArray piece = alive->read(maximum);
            if (piece.isEmpty())
                break;
            co_yield std::move(piece);
        }
        if (!alive || (alive->isFinished() && alive->bytesAvailable() == 0))
            break;
        co_await changed.wait();
    }
    if (alive && alive->error() != QNetworkReply::NoError)
        throw NetworkError(alive->error(), alive->errorString());
}

} // namespace livebelt::async
