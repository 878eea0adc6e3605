// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/feeds/FeedServers.h"

#include <QFile>

namespace livebelt::bench {

using namespace Qt::StringLiterals;
using test::ServerProcess;

namespace {

void open(QFile &file)
{
    if (!file.open(QFile::WriteOnly))
        qFatal("%s cannot be written", qPrintable(file.fileName()));
}

void finish(QFile &file)
{
    if (!file.flush() || file.error() != QFile::NoError)
        qFatal("%s cannot be written: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    open(file);
    file.write(content);
    finish(file);
}

void require(bool isRunning, ServerProcess &server)
{
    if (!isRunning)
        qFatal("%s", server.error());
}

} // namespace

FeedServers::FeedServers(int items)
    : m_httpPort(ServerProcess::freePort())
    , m_tcpPort(ServerProcess::freePort())
    , m_webSocketPort(ServerProcess::freePort())
    , m_nginx(u"nginx"_s, u"nginx-light"_s)
    , m_tcp(u"socat"_s, u"socat"_s)
    , m_unix(u"socat"_s, u"socat"_s)
    , m_webSocket(u"node"_s, u"nodejs"_s)
{
    QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755)); // nginx gives up being root
    writeItems(items);
    startNginx();
    require(m_tcp.start({u"-U"_s, u"TCP-LISTEN:%1,bind=127.0.0.1,fork,reuseaddr"_s.arg(m_tcpPort),
                         u"OPEN:%1,rdonly"_s.arg(textLines())},
                        m_tcpPort),
            m_tcp);
    require(m_unix.start({u"-U"_s, u"UNIX-LISTEN:%1,fork"_s.arg(socket()), u"OPEN:%1,rdonly"_s.arg(textLines())}, 0),
            m_unix);
    qputenv("NODE_PATH", "/usr/share/nodejs");
    require(m_webSocket.start(
                {QStringLiteral(LIVEBELT_BENCH_DIR "/flood.js"), QString::number(m_webSocketPort), jsonLines()},
                m_webSocketPort),
            m_webSocket);
}

void FeedServers::writeItems(int items) const
{
    // Piece by piece: the peak of this program's memory would count as its children's.
    QFile json(jsonLines()), text(textLines()), events(m_folder.filePath(u"items.sse"_s));
    for (QFile *file : {&json, &text, &events})
        open(*file);
    for (int i = 1; i <= items; ++i) {
        const QByteArray number = QByteArray::number(i), value = QByteArray::number(20 + i % 1000 / 100.0, 'f', 2);
        const QByteArray object = R"({"n":)" + number + R"(,"sensor":"lab/a","value":)" + value + R"(,"unit":"Cel"})";
        json.write(object + '\n');
        events.write("id: " + number + "\ndata: " + object + "\n\n");
        text.write("line " + number + " of a feed with a few words in it\n");
    }
    for (QFile *file : {&json, &text, &events})
        finish(*file);
    QByteArray page;
    for (int i = 1; i <= itemsOfPage; ++i) {
        page += (i == 1 ? R"({"n":)" : R"(,{"n":)") + QByteArray::number(i) +
                R"(,"page":"<!--#echo var="request_id" -->","sensor":"lab/a","value":20.5})";
    }
    writeFile(m_folder.filePath(u"page.json"_s), "{\"items\":[" + page + "]}");
}

void FeedServers::startNginx()
{
    const QString path = m_folder.filePath(u"nginx.conf"_s);
    const QByteArray folder = m_folder.path().toUtf8();
    writeFile(path, "daemon off; master_process off; pid " + folder +
                        "/nginx.pid; error_log stderr;\nevents {}\nhttp { access_log off;"
                        " sendfile on; client_body_temp_path " +
                        folder + "/b; proxy_temp_path " + folder + "/p; fastcgi_temp_path " + folder +
                        "/f; uwsgi_temp_path " + folder + "/u; scgi_temp_path " + folder +
                        "/s;\n types { text/event-stream sse; application/x-ndjson ndjson; "
                        "application/json json; } ssi on; ssi_types application/json;\n server { listen "
                        "127.0.0.1:" +
                        QByteArray::number(m_httpPort) + "; root " + folder + "; } }\n");
    require(m_nginx.start({u"-p"_s, m_folder.path(), u"-e"_s, u"stderr"_s, u"-c"_s, path}, m_httpPort), m_nginx);
}

} // namespace livebelt::bench
