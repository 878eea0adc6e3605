// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sql/PostgresServer.h"

#include "tests/sql/Programs.h"

#include <QDir>
#include <QFile>
#include <csignal>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {

/// Debian keeps the server's programs out of the way, one directory a version.
QString binary(const QString &name)
{
    const QString root = u"/usr/lib/postgresql"_s;
    const QStringList versions = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    return versions.isEmpty() ? name : root + u'/' + versions.first() + u"/bin/"_s + name;
}

} // namespace

PostgresServer::PostgresServer() : m_port(ServerProcess::freePort())
{
    Unprivileged::give(m_directory.path());
    const QString password = m_directory.filePath(u"password"_s);
    QFile file(password);
    if (file.open(QIODevice::WriteOnly))
        file.write("secret\n");
    file.close();
    Unprivileged::give(password);
    const Unprivileged initdb =
        Unprivileged::command(binary(u"initdb"_s), {u"--pgdata"_s, m_directory.filePath(u"data"_s),
                                                    u"--auth=scram-sha-256"_s, u"--username=tester"_s, u"--pwfile"_s,
                                                    password, u"--no-sync"_s, u"--encoding=UTF8"_s, u"--locale=C"_s});
    const ProgramRun run = runProgram(initdb.program, initdb.arguments);
    m_isMade = run.isFine;
    if (!run.isFine)
        m_error = "initdb (apt install postgresql): " + run.output;
}

PostgresServer::~PostgresServer()
{
    end(SIGINT);
}

void PostgresServer::useTls(const QString &certificate, const QString &key, const QString &clientAuthority)
{
    const QString own = m_directory.filePath(u"server.key"_s);
    QFile::remove(own);
    QFile::copy(key, own);
    QFile::setPermissions(own, QFile::ReadOwner);
    Unprivileged::give(own);
    m_options = {u"-c"_s, u"ssl=on"_s, u"-c"_s, u"ssl_cert_file="_s + certificate, u"-c"_s, u"ssl_key_file="_s + own};
    if (!clientAuthority.isEmpty())
        m_options << u"-c"_s << u"ssl_ca_file="_s + clientAuthority;
}

bool PostgresServer::start()
{
    if (!m_isMade)
        return false;
    if (m_server && m_server->isRunning())
        return true;
    const Unprivileged postgres = Unprivileged::command(
        binary(u"postgres"_s), QStringList{u"-D"_s, m_directory.filePath(u"data"_s), u"-p"_s, QString::number(m_port),
                                           u"-k"_s, m_directory.path(), u"-F"_s, u"-c"_s, u"max_connections=200"_s} +
                                   m_options);
    m_server = std::make_unique<ServerProcess>(postgres.program, u"postgresql"_s);
    if (m_server->start(postgres.arguments, 0) && m_server->waitForOutput("ready to accept connections"))
        return true;
    m_error = m_server->error();
    return false;
}

void PostgresServer::kill()
{
    end(SIGQUIT);
}

void PostgresServer::end(int signal)
{
    if (m_isHeld)
        hold(false);
    if (m_server && m_server->isRunning() && ::kill(pid_t(m_server->pid()), signal) == 0)
        m_server->stop();
    m_server.reset();
}

void PostgresServer::setAccess(const QByteArray &method)
{
    QFile file(m_directory.filePath(u"data/pg_hba.conf"_s));
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        file.write("local all all scram-sha-256\nhost all all all " + method + '\n');
    file.close();
    sql("SELECT pg_reload_conf(); SELECT pg_sleep(0.2);"
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE client_addr IS NOT NULL");
}

QString PostgresServer::address(const QString &query) const
{
    return u"postgresql://tester@127.0.0.1:%1/postgres?%2"_s.arg(m_port).arg(query);
}

Credentials PostgresServer::credentials()
{
    return {.password = u"secret"_s};
}

QByteArray PostgresServer::sql(const QByteArray &statements)
{
    const ProgramRun run = runProgram(u"psql"_s,
                                      {u"-h"_s, m_directory.path(), u"-p"_s, QString::number(m_port), u"-U"_s,
                                       u"tester"_s, u"-XqAt"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"postgres"_s},
                                      statements, {u"PGPASSWORD=secret"_s});
    if (!run.isFine)
        m_error = run.output;
    return run.output.trimmed();
}

int PostgresServer::running()
{
    return sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND application_name = 'livebelt'")
        .toInt();
}

bool PostgresServer::hold(bool isHeld)
{
    const QString postmaster = QString::number(m_server->pid());
    const QString signal = isHeld ? u"-STOP"_s : u"-CONT"_s;
    m_isHeld = isHeld;
    return QProcess::execute(u"pkill"_s, {signal, u"-P"_s, postmaster}) == 0 &&
           QProcess::execute(u"kill"_s, {signal, postmaster}) == 0;
}

int PostgresServer::idle()
{
    return sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle' AND query = 'COMMIT' AND application_name = "
               "'livebelt'")
        .toInt();
}

} // namespace livebelt::test
