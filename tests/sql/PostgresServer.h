// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"
#include "tests/support/ServerProcess.h"

#include <QTemporaryDir>
#include <memory>

namespace livebelt::test {

/// A PostgreSQL cluster of its own, with the database postgres and the user tester, whose password is "secret".
class PostgresServer
{
public:
    static constexpr char kind[] = "postgresql";
    static constexpr bool isServer = true;
    static constexpr char refusal[] = "pg_hba.conf rejects";

    PostgresServer();
    ~PostgresServer();
    Q_DISABLE_COPY_MOVE(PostgresServer)

    /// Turns TLS on, before start().
    void useTls(const QString &certificate, const QString &key, const QString &clientAuthority = {});
    /// Also again after kill(); nothing where it runs. False, and error().
    bool start();
    /// An immediate shutdown: all connections are cut, nothing is tidied up, and what was committed is still there.
    void kill();

    /// Its processes stop where they are (SIGSTOP), though the kernel goes on to answer for them; or go on.
    bool hold(bool isHeld);

    /// Whoever comes over TCP is turned away, and those who are here are sent away; until letIn().
    void refuse() { setAccess("reject"); }
    void letIn() { setAccess("scram-sha-256"); }

    quint16 port() const { return m_port; }
    /// query: what stands behind the question mark.
    QString address(const QString &query) const;
    static Credentials credentials();
    /// Runs statements by psql; its output, unaligned, or in error() what went wrong.
    QByteArray sql(const QByteArray &statements);
    /// How many statements of the program run on the server just now.
    int running();
    /// How many connections of the program have done what they had to, and wait.
    int idle();
    const char *error() const { return m_error.constData(); }

private:
    void end(int signal);
    void setAccess(const QByteArray &method);

    QTemporaryDir m_directory;
    std::unique_ptr<ServerProcess> m_server;
    QStringList m_options;
    quint16 m_port;
    QByteArray m_error;
    bool m_isMade = false;
    bool m_isHeld = false;
};

} // namespace livebelt::test
