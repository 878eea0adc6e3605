// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"
#include "tests/support/ServerProcess.h"

#include <QTemporaryDir>
#include <memory>

namespace livebelt::test {

/// A MariaDB server of its own, with the database test and the user tester, whose password is "secret".
class MariaServer
{
public:
    static constexpr char kind[] = "mysql";
    static constexpr bool isServer = true;
    static constexpr char refusal[] = "wants another user or password";

    MariaServer();
    ~MariaServer();
    Q_DISABLE_COPY_MOVE(MariaServer)

    /// Turns TLS on, before start().
    void useTls(const QString &certificate, const QString &key, const QString &clientAuthority = {});
    /// Also again after kill(); nothing where it runs. False, and error().
    bool start();
    void kill() { m_server->kill(); }

    /// Whoever comes is turned away, and those who are here are sent away; until letIn().
    void refuse() { sql("ALTER USER tester IDENTIFIED BY 'of today'; KILL USER tester"); }
    void letIn() { sql("ALTER USER tester IDENTIFIED BY 'secret'"); }

    quint16 port() const { return m_port; }
    /// query: what stands behind the question mark.
    QString address(const QString &query) const;
    static Credentials credentials();
    /// Runs statements by the client program; its output, or in error() what went wrong.
    QByteArray sql(const QByteArray &statements);
    /// How many statements of the program run on the server just now.
    int running();
    const char *error() const { return m_error.constData(); }

private:
    QStringList ownTemporaries() const;

    QTemporaryDir m_directory;
    std::unique_ptr<ServerProcess> m_server;
    QStringList m_options;
    quint16 m_port;
    QByteArray m_error;
    bool m_isMade = false;
};

} // namespace livebelt::test
