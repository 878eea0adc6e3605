// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/serve/ServeOptions.h"
#include "app/serve/ServeRequest.h"
#include "app/serve/ServedCaptures.h"
#include "model/filter/Filter.h"
#include "model/formats/JsonLinesWriter.h"
#include <livebelt/async/Scope.h>

#include <QTcpServer>

namespace livebelt {

/// Answers over HTTP/1.1 what is in captures, and nothing can be written through it:
///
///     GET /feeds                                   all feeds, as JSON
///     GET /feeds/NAME/records?from=&to=&filter=    records as JSON Lines; from and to are numbers or times
///     GET /feeds/NAME/events?from=&filter=         records as they come, as server-sent events: the id of each is its
///                                                  number, and Last-Event-ID goes on behind it
///
/// Memory is constant, whatever is asked for: a client that reads slowly is written to slowly. 100 clients at most. One
/// thread, with an event loop.
class RecordServer
{
public:
    /// captures outlives it.
    RecordServer(ServedCaptures &captures, ServeOptions options);

    /// Begins to listen. Fails with a sentence for the person.
    Result<void> start();
    /// Its place, after start(): "http://127.0.0.1:8080".
    QString url() const;

private:
    struct Wanted ///< of a feed
    {
        QString capture;
        qint64 feed = 0;
        QByteArray name;
        quint64 first = 1, last = 0; ///< the numbers; last 0: no end
        Filter filter{};
    };
    using Socket = std::unique_ptr<QTcpSocket>;

    async::Task<void> accept();
    async::Task<void> serve(Socket socket);
    async::Task<QByteArray> readHead(QTcpSocket *socket);
    async::Task<void> answer(QTcpSocket *socket, ServeRequest request);
    QByteArray refusal(const ServeRequest &request) const;
    async::Task<void> listFeeds(QTcpSocket *socket);
    async::Task<Result<Wanted>> wanted(ServeRequest request);
    async::Task<Result<quint64>> place(Wanted of, std::optional<QString> text, quint64 otherwise);
    async::Task<void> giveRecords(QTcpSocket *socket, Wanted wanted);
    async::Task<void> giveEvents(QTcpSocket *socket, Wanted wanted);
    QByteArray head(const QByteArray &status, const QByteArray &type, const QByteArray &more = {}) const;

    ServedCaptures &m_captures;
    const ServeOptions m_options;
    std::unique_ptr<QTcpServer> m_server;
    int m_clients = 0;
    async::Scope m_scope;
};

} // namespace livebelt
