// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QTcpServer>

namespace livebelt::test {

/// A web server that answers with what it is told, byte by byte, as no real one can be made to: answers that are cut
/// off, mislabelled or damaged. The first request gets the first answer, and so on; the last one is for all that
/// follow.
class RawPeer
{
public:
    enum class Then { Keep, Close, Reset };

    RawPeer();
    void add(const QByteArray &bytes, Then then = Then::Close) { m_answers.append({bytes, then}); }

    quint16 port() const { return m_server.serverPort(); }
    /// "sse+http://127.0.0.1:PORT/path" with options of the feed.
    QString url(const QString &kind, const QString &options = {}) const;
    /// All that have come, each with its body.
    const QList<QByteArray> &requests() const { return m_requests; }
    bool waitForRequests(qsizetype count) const;

private:
    struct Answer
    {
        QByteArray bytes;
        Then then;
    };

    void take(QTcpSocket *socket);

    QTcpServer m_server;
    QList<Answer> m_answers;
    QList<QByteArray> m_requests;
};

/// An answer of that type with its length.
QByteArray whole(const QByteArray &type, const QByteArray &body, const QByteArray &headers = {});
/// The same, cut off after so many bytes of the body.
QByteArray cut(const QByteArray &type, const QByteArray &body, qsizetype after, const QByteArray &headers = {});

} // namespace livebelt::test
