// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sql/MariaServer.h"

#include "tests/sql/Programs.h"

#include <unistd.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {

QStringList asRoot()
{
    return geteuid() == 0 ? QStringList{u"--user=root"_s} : QStringList();
}

} // namespace

MariaServer::MariaServer() : m_port(ServerProcess::freePort())
{
    const ProgramRun run = runProgram(u"mariadb-install-db"_s,
                                      QStringList{u"--no-defaults"_s, u"--datadir="_s + m_directory.filePath(u"data"_s),
                                                  u"--auth-root-authentication-method=normal"_s, u"--skip-test-db"_s,
                                                  u"--skip-name-resolve"_s} +
                                          ownTemporaries() + asRoot());
    m_isMade = run.isFine;
    if (!run.isFine)
        m_error = "mariadb-install-db (apt install mariadb-server): " + run.output;
}

QStringList MariaServer::ownTemporaries() const
{
    // A server that starts deletes every temporary table in its tmpdir, also those of another server.
    return {u"--tmpdir="_s + m_directory.path()};
}

MariaServer::~MariaServer()
{
    if (m_server)
        m_server->stop();
}

void MariaServer::useTls(const QString &certificate, const QString &key, const QString &clientAuthority)
{
    m_options = {u"--ssl-cert="_s + certificate, u"--ssl-key="_s + key};
    if (!clientAuthority.isEmpty())
        m_options << u"--ssl-ca="_s + clientAuthority;
}

bool MariaServer::start()
{
    if (!m_isMade)
        return false;
    if (m_server && m_server->isRunning())
        return true;
    const bool isNew = !m_server;
    m_server = std::make_unique<ServerProcess>(u"mariadbd"_s, u"mariadb-server"_s);
    const QStringList arguments = QStringList{u"--no-defaults"_s,
                                              u"--datadir="_s + m_directory.filePath(u"data"_s),
                                              u"--socket="_s + m_directory.filePath(u"socket"_s),
                                              u"--pid-file="_s + m_directory.filePath(u"pid"_s),
                                              u"--port=%1"_s.arg(m_port),
                                              u"--bind-address=127.0.0.1"_s,
                                              u"--innodb-flush-method=fsync"_s,
                                              u"--innodb-buffer-pool-size=32M"_s,
                                              u"--innodb-log-file-size=8M"_s,
                                              u"--skip-name-resolve"_s,
                                              u"--max-connect-errors=1000000"_s} +
                                  ownTemporaries() + asRoot() + m_options;
    if (!m_server->start(arguments, m_port)) {
        m_error = m_server->error();
        return false;
    }
    if (isNew) {
        sql("CREATE USER tester IDENTIFIED BY 'secret'; GRANT ALL ON test.* TO tester; "
            "GRANT PROCESS ON *.* TO tester");
    }
    return true;
}

QString MariaServer::address(const QString &query) const
{
    return u"mysql://tester@127.0.0.1:%1/test?%2"_s.arg(m_port).arg(query);
}

Credentials MariaServer::credentials()
{
    return {.password = u"secret"_s};
}

QByteArray MariaServer::sql(const QByteArray &statements)
{
    const ProgramRun run = runProgram(
        u"mariadb"_s,
        {u"--no-defaults"_s, u"--socket="_s + m_directory.filePath(u"socket"_s), u"--user=root"_s, u"--batch"_s,
         u"--skip-column-names"_s},
        "SET max_recursive_iterations = 10000000; CREATE DATABASE IF NOT EXISTS test; USE test;" + statements);
    if (!run.isFine)
        m_error = run.output;
    return run.output.trimmed();
}

int MariaServer::running()
{
    return sql("SELECT count(*) FROM information_schema.processlist WHERE user = 'tester' AND command <> 'Sleep'")
        .toInt();
}

} // namespace livebelt::test
