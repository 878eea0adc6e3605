// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/NginxServer.h"

#include <QDir>
#include <QSaveFile>
#include <unistd.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

NginxServer::NginxServer() : m_server(u"/usr/sbin/nginx"_s, u"nginx-light"_s), m_port(ServerProcess::freePort())
{
    QDir(m_directory.path()).mkdir(u"pages"_s);
}

void NginxServer::serveTls(const QString &certificate, const QString &key)
{
    m_isEncrypted = true;
    configure("ssl_certificate " + certificate.toUtf8() + ";\nssl_certificate_key " + key.toUtf8() + ";");
}

QString NginxServer::load(const QString &name)
{
    const QString path = u"/usr/lib/nginx/modules/ngx_%1_module.so"_s.arg(name);
    m_modules += "load_module " + path.toUtf8() + ";\n";
    return QFile::exists(path) ? QString() : u"nginx has no %1; install libnginx-mod-%1"_s.arg(name);
}

bool NginxServer::start()
{
    const QByteArray root = m_directory.path().toUtf8(), port = QByteArray::number(m_port);
    QByteArray text = m_modules + "daemon off;\nmaster_process off;\nworker_processes 1;\n";
    if (geteuid() == 0)
        text += "user root;\n"; // or it becomes one who may not read the test's directory
    text += "pid " + root + "/nginx.pid;\nerror_log stderr warn;\nevents {}\nhttp {\naccess_log off;\n";
    for (const char *kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        text += QByteArray(kind) + "_temp_path " + root + "/temp_" + kind + ";\n";
    text += m_outer + "types { application/json json; text/event-stream sse; application/x-ndjson ndjson; }\n";
    text += "server {\nroot " + root + "/pages;\nlisten 127.0.0.1:" + port + (m_isEncrypted ? " ssl;\n" : ";\n");
    text += m_lines + "}\n}\n";
    QFile configuration(file(u"nginx.conf"_s));
    if (!configuration.open(QFile::WriteOnly))
        return false;
    configuration.write(text);
    configuration.close();
    return m_server.start({u"-p"_s, m_directory.path(), u"-e"_s, u"stderr"_s, u"-c"_s, configuration.fileName()},
                          m_port);
}

bool NginxServer::publish(const QString &name, const QByteArray &content)
{
    QSaveFile page(file(u"pages/"_s + name));
    return page.open(QFile::WriteOnly) && page.write(content) == content.size() && page.commit();
}

QString NginxServer::url(const QString &kind, const QString &path, const QString &host) const
{
    const QString scheme = kind + (m_isEncrypted ? u"+https"_s : u"+http"_s);
    return u"%1://%2:%3/%4"_s.arg(scheme, host, QString::number(m_port), path);
}

} // namespace livebelt::test
