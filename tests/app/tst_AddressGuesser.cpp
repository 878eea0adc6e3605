// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/AddressGuesser.h"
#include "app/feeds/FeedKinds.h"
#include "tests/support/WaitUntil.h"
#include <livebelt/async/Scope.h>

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <optional>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

async::Task<void> take(QString page, std::optional<Result<QString>> *answer)
{
    async::Task<Result<QString>> asking = AddressGuesser::addressOfPage(std::move(page));
    answer->emplace(co_await std::move(asking));
}

} // namespace

/// What may be typed where an address is wanted.
class tst_AddressGuesser : public QObject
{
    Q_OBJECT

private:
    AddressGuess guess(const QString &text, const QStringList &known = {}) const
    {
        return m_guesser.guess(text, known);
    }
    QString file(const QString &name) const
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    /// What becomes of a page that is answered with that.
    static QString asked(const QByteArray &answer, QByteArray *request = nullptr, const QString &query = {})
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        connect(&server, &QTcpServer::newConnection, &server, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, answer, request] {
                const QByteArray got = socket->readAll();
                if (request)
                    *request += got;
                socket->write(answer);
            });
        });
        std::optional<Result<QString>> result;
        async::Scope scope;
        scope.spawn(take(u"http://127.0.0.1:%1/a%2"_s.arg(server.serverPort()).arg(query), &result));
        if (!waitUntil([&] { return result.has_value(); }))
            return u"no answer"_s;
        QString text = *result ? **result : result->error();
        return text.replace(QString::number(server.serverPort()), u"PORT"_s);
    }

    AddressGuesser m_guesser{FeedKinds().descriptions()};
    QTemporaryDir m_folder;

private Q_SLOTS:
    void placesAndNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("address");
        QTest::newRow("whole") << u"mqtt://h/#"_s << u"mqtt://h/#"_s;
        QTest::newRow("broker") << u"localhost:1883"_s << u"mqtt://localhost:1883"_s;
        QTest::newRow("topic") << u"localhost:1883/lab/#"_s << u"mqtt://localhost:1883/lab/#"_s;
        QTest::newRow("encrypted broker") << u" h.example:8883 "_s << u"mqtts://h.example:8883"_s;
        QTest::newRow("chat") << u"irc.example.org:6697/#qt"_s << u"ircs://irc.example.org:6697/#qt"_s;
        QTest::newRow("plain chat") << u"irc.example.org:6667/#qt"_s << u"irc://irc.example.org:6667/#qt"_s;
        QTest::newRow("lines") << u"localhost:7000"_s << u"tcp://localhost:7000"_s;
        QTest::newRow("options") << u"localhost:7000?parse=csv"_s << u"tcp://localhost:7000?parse=csv"_s;
        QTest::newRow("IPv6") << u"[::1]:7000"_s << u"tcp://[::1]:7000"_s;
        QTest::newRow("user") << u"ada@h:1883"_s << u"mqtt://ada@h:1883"_s;
        QTest::newRow("rows") << u"h:5432/db?table=t"_s << u"postgresql://h:5432/db?table=t"_s;
        QTest::newRow("device") << u"/dev/ttyUSB0"_s << u"serial:/dev/ttyUSB0"_s;
        QTest::newRow("pattern") << u"/var/log/*.log"_s << u"file:/var/log/*.log"_s;
        QTest::newRow("one letter") << u"/var/log/a?.log"_s << u"file:/var/log/a%3F.log"_s;
    }
    void placesAndNames()
    {
        QFETCH(QString, text);
        QFETCH(QString, address);
        QCOMPARE(guess(text).problem, QString());
        QCOMPARE(guess(text).address, address);
    }

    void pagesAreAsked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("page");
        QTest::newRow("https") << u"https://e.org/a?b=c"_s << u"https://e.org/a?b=c"_s;
        QTest::newRow("a place on it") << u"https://e.org/a#top"_s << u"https://e.org/a"_s;
        QTest::newRow("options") << u"https://e.org/a#parse=json"_s << u"https://e.org/a#parse=json"_s;
        QTest::newRow("no scheme") << u"e.org/events"_s << u"https://e.org/events"_s;
        QTest::newRow("a port of the web") << u"localhost:8080/events"_s << u"http://localhost:8080/events"_s;
        QTest::newRow("another with a path") << u"localhost:3000/events"_s << u"http://localhost:3000/events"_s;
    }
    void pagesAreAsked()
    {
        QFETCH(QString, text);
        QFETCH(QString, page);
        QCOMPARE(guess(text).page, page);
    }

    void filesThatAreThere()
    {
        const QString log = file(u"a 100%?.log"_s), capture = file(u"x.livebelt"_s);
        QCOMPARE(guess(log).address, u"file:"_s + m_folder.filePath(u"a 100%25%3F.log"_s));
        QCOMPARE(guess(capture).capture, capture);
        const QString before = QDir::currentPath();
        QDir::setCurrent(m_folder.path());
        QCOMPARE(guess(u"./x.livebelt"_s).capture, QFileInfo(u"x.livebelt"_s).absoluteFilePath());
        QCOMPARE(guess(u"x.livebelt"_s).capture, QFileInfo(u"x.livebelt"_s).absoluteFilePath());
        QDir::setCurrent(before);
        qputenv("HOME", m_folder.path().toUtf8());
        QCOMPARE(guess(u"~/x.livebelt"_s).capture, m_folder.filePath(u"x.livebelt"_s));
        QLocalServer server;
        QVERIFY(server.listen(m_folder.filePath(u"s"_s)));
        QCOMPARE(guess(m_folder.filePath(u"s"_s)).address, u"unix:"_s + m_folder.filePath(u"s"_s));
    }

    void aChannelIsOfTheLastChatServer()
    {
        const QStringList known{u"irc://one/%23a"_s, u"ircs://ada@two:7000/%23b?nick=x"_s, u"system:"_s};
        QCOMPARE(guess(u"#qt"_s, known).address, u"ircs://ada@two:7000/#qt"_s);
        QVERIFY(guess(u"#qt"_s).problem.contains(u"its server"_s));
    }

    void whatIsNothingIsSaidInTwoLines_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("nothing") << u"  "_s << u"empty"_s;
        QTest::newRow("no file") << u"/nowhere/x.log"_s << u"no file /nowhere/x.log"_s;
        QTest::newRow("folder") << u"/"_s << u"/*.log"_s;
        QTest::newRow("kind") << u"mqqt://h/a"_s << u"mqtt://"_s;
        QTest::newRow("no colon") << u"sytem"_s << u"system:"_s;
        QTest::newRow("words") << u"what is this"_s << u"no address"_s;
        QTest::newRow("chat without channel") << u"h:6667"_s << u"irc://h:6667/#channel"_s;
        QTest::newRow("database") << u"h:5432"_s << u"table="_s;
        QTest::newRow("secret") << u"foo://a:s3cret@h"_s << u"foo"_s;
    }
    void whatIsNothingIsSaidInTwoLines()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const AddressGuess found = guess(text);
        QVERIFY2(found.problem.contains(part), qPrintable(found.problem));
        QVERIFY2(found.problem.size() < 180 && !found.problem.contains(u"s3cret"_s), qPrintable(found.problem));
        QVERIFY(found.address.isEmpty() && found.page.isEmpty() && found.capture.isEmpty());
    }

    void aServerSaysWhatItSends()
    {
        const auto answer = [](const QByteArray &type) {
            return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: 9\r\n\r\n{\"a\": 1}\n";
        };
        QCOMPARE(asked(answer("text/event-stream; charset=utf-8")), u"sse+http://127.0.0.1:PORT/a"_s);
        QCOMPARE(asked(answer("application/x-ndjson")), u"ndjson+http://127.0.0.1:PORT/a"_s);
        QCOMPARE(asked(answer("application/json-seq")), u"ndjson+http://127.0.0.1:PORT/a"_s);
        QCOMPARE(asked(answer("application/json")), u"poll+http://127.0.0.1:PORT/a"_s);
        QCOMPARE(asked(answer("application/geo+json")), u"poll+http://127.0.0.1:PORT/a"_s);
        const QString page = asked(answer("text/html"));
        QVERIFY2(page.contains(u"text/html"_s), qPrintable(page));
        const QString none = asked("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        QVERIFY2(none.contains(u"404"_s), qPrintable(none));
        QByteArray request;
        QCOMPARE(asked(answer("application/json"), &request, u"?token=a%2Fb"_s),
                 u"poll+http://127.0.0.1:PORT/a?token=a%2Fb"_s);
        QVERIFY2(request.contains("/a?token=a%2Fb HTTP"), request.constData());
    }
};

QTEST_GUILESS_MAIN(tst_AddressGuesser)
#include "tst_AddressGuesser.moc"
