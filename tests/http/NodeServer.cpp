// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/NodeServer.h"

#include "tests/support/WaitUntil.h"

#include <QNetworkReply>

namespace livebelt::test {

using namespace Qt::StringLiterals;

NodeServer::NodeServer(QString script, QStringList more)
    : m_server(u"/usr/bin/env"_s, u"nodejs node-express node-compression"_s)
    , m_script(std::move(script))
    , m_more(std::move(more))
    , m_port(ServerProcess::freePort())
{
}

bool NodeServer::start()
{
    // For a Node.js that is not Debian's own, too.
    const QStringList first{u"NODE_PATH=/usr/share/nodejs"_s, u"nodejs"_s,
                            QStringLiteral(LIVEBELT_SOURCE_DIR "/tests/http/") + m_script, QString::number(m_port)};
    return m_server.start(first + m_more, m_port);
}

QString NodeServer::url(const QString &kind, const QString &path, const QString &host) const
{
    return u"%1+http://%2:%3/%4"_s.arg(kind, host, QString::number(m_port), path);
}

void NodeServer::tell(const QString &path)
{
    if (!m_manager)
        m_manager = std::make_unique<QNetworkAccessManager>();
    QNetworkReply *reply = m_manager->get(QNetworkRequest(QUrl(u"http://127.0.0.1:%1/%2"_s.arg(m_port).arg(path))));
    QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

QByteArray NodeServer::ask(const QString &path)
{
    if (!m_manager)
        m_manager = std::make_unique<QNetworkAccessManager>();
    const std::unique_ptr<QNetworkReply> reply(
        m_manager->get(QNetworkRequest(QUrl(u"http://127.0.0.1:%1/%2"_s.arg(m_port).arg(path)))));
    waitUntil([&reply] { return reply->isFinished(); }, 10'000);
    return reply->readAll();
}

} // namespace livebelt::test
