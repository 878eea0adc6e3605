// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpKinds.h"
#include "tests/app/Shell.h"
#include "tests/support/Certificates.h"
#include "tests/support/ServerProcess.h"
#include "tests/support/StoringRun.h"
#include "tests/support/WaitUntil.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// livebelt serve, asked by curl and by the kind sse.
class tst_Serve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        record(u"small"_s, 20);
        record(u"large"_s, 200'000);
    }
    void init() { m_server = std::make_unique<ServerProcess>(qEnvironmentVariable("LIVEBELT_PROGRAM"), u"livebelt"_s); }
    void cleanup()
    {
        m_server.reset();
        qunsetenv("LIVEBELT_TOKEN");
    }

    void feedsAreListed()
    {
        QVERIFY2(serve({path(u"small.livebelt"_s)}), m_server->error());
        const QJsonArray feeds = QJsonDocument::fromJson(curl(u"/feeds"_s)).array();
        QCOMPARE(feeds.size(), 1);
        QCOMPARE(feeds[0][u"kind"_s].toString(), u"exec"_s);
        QVERIFY(feeds[0][u"stored"_s].toInt() >= 20);
        QCOMPARE(feeds[0][u"last"_s].toInt(), lines(exported(u"small"_s)).size());
    }

    void recordsAreWhatAnExportWrites()
    {
        QVERIFY2(serve({path(u"large.livebelt"_s)}), m_server->error());
        QCOMPARE(curl(records()), exported(u"large"_s));
    }

    void aRangeAndAFilterChoose()
    {
        QVERIFY2(serve({path(u"small.livebelt"_s)}), m_server->error());
        const QByteArrayList all = lines(exported(u"small"_s));
        QCOMPARE(lines(curl(records() + u"?from=3&to=5"_s)), all.mid(2, 3));
        QCOMPARE(lines(curl(records() + u"?from=seq:18"_s)), all.mid(17));
        QCOMPARE(lines(curl(records() + u"?from=2000-01-01T00:00:00Z&to=2"_s)), all.mid(0, 2));
        QCOMPARE(lines(curl(records() + u"?from=2100-01-01T00:00:00Z"_s)).size(), 0);
        QCOMPARE(lines(curl(records() + u"?filter=value:=7"_s)).size(), 1);
        QCOMPARE(status(records() + u"?from=noon"_s), 400);
        QCOMPARE(status(records() + u"?filter=(("_s), 400);
    }

    void nobodyElseGetsIn()
    {
        QVERIFY2(serve({path(u"small.livebelt"_s)}), m_server->error());
        QCOMPARE(status(u"/feeds"_s), 200);
        QCOMPARE(status(u"/feeds/none/records"_s), 404);
        QCOMPARE(status(u"/../etc/passwd"_s), 404);
        QCOMPARE(status(u"/feeds"_s, {u"-X"_s, u"POST"_s}), 405);
        QCOMPARE(status(u"/feeds"_s, {u"-X"_s, u"DELETE"_s}), 405);
        QCOMPARE(status(u"/feeds"_s, {u"-H"_s, u"Host: evil.example.org"_s}), 421);
    }

    void aTokenIsAskedFor()
    {
        qputenv("LIVEBELT_TOKEN", "lovelace");
        QVERIFY2(serve({path(u"small.livebelt"_s)}), m_server->error());
        QCOMPARE(status(u"/feeds"_s), 401);
        QCOMPARE(status(u"/feeds"_s, {u"-H"_s, u"Authorization: Bearer lovelacE"_s}), 401);
        QCOMPARE(status(u"/feeds"_s, {u"-H"_s, u"Authorization: Bearer lovelace"_s}), 200);
    }

    void thoseElsewhereNeedTlsAndAToken()
    {
        const Shell::Done open = Shell(m_dir.path()).run(u"\"$LB\" serve small.livebelt --listen 0.0.0.0:0"_s);
        QCOMPARE(open.status, 1);
        QVERIFY2(open.err.contains("--cert"), open.err.constData());
        qputenv("LIVEBELT_TOKEN", "lovelace");
        const Certificates certificates;
        const QString certificate = certificates.certificate(Certificates::Kind::Good),
                      key = certificates.key(Certificates::Kind::Good);
        QVERIFY2(serve({path(u"small.livebelt"_s), u"--cert"_s, certificate, u"--key"_s, key}, u"0.0.0.0"_s),
                 m_server->error());
        const QString url = u"https://localhost:%1/feeds"_s.arg(m_port);
        QCOMPARE(statusOf({url, u"--cacert"_s, certificates.authority(), u"-H"_s, u"Authorization: Bearer lovelace"_s}),
                 200);
        QCOMPARE(statusOf({url, u"--cacert"_s, certificates.authority()}), 401);
        QCOMPARE(statusOf({url}), 0);
    }

    void eventsGoOnBehindTheLastOne()
    {
        QVERIFY2(serve({path(u"small.livebelt"_s)}), m_server->error());
        const QByteArrayList all = lines(exported(u"small"_s));
        const QByteArray got = curl(QString(records()).replace(u"/records"_s, u"/events"_s),
                                    {u"-N"_s, u"-m"_s, u"1"_s, u"-H"_s, u"Last-Event-ID: 17"_s});
        QVERIFY2(got.startsWith("retry: 1000\n\nid: 18\ndata: " + all[17] + "\n\nid: 19\n"), got.constData());
    }

    /// A desk that was away, and a server that was: each record once, in order, while more are recorded.
    void aDeskThatWasAwayGoesOn()
    {
        const QString feed =
            u"exec:i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo n $i; sleep 0.02; done?shell=1&parse=text&stdin=0"_s;
        const QString folder = path(u"live.livebelt"_s);
        QVERIFY2(serve({feed, u"--to"_s, folder}), m_server->error());
        QVERIFY(waitUntil([&] { return curl(u"/feeds"_s).contains("\"name\""); }));
        const QString name = firstFeed();
        const QString url = u"sse+http://127.0.0.1:%1/feeds/%2/events?from=all#parse=text"_s.arg(m_port).arg(
            QString::fromLatin1(QUrl::toPercentEncoding(name)));
        QByteArrayList got;
        ResumePoints points;
        const auto desk = [&](auto until) {
            StoringRun run(sseKind(), url, {}, points);
            const bool isThere = waitUntil([&] { return until(run); });
            run.noteStored(run.records().size());
            points = run.points();
            got += run.texts();
            return isThere;
        };
        QVERIFY(desk([](const StoringRun &run) { return run.dataCount() >= 30; }));
        QVERIFY(waitUntil([&] {
            return curl(u"/feeds/"_s + QString::fromLatin1(QUrl::toPercentEncoding(name)) + u"/records"_s)
                .contains("\"n 100\"");
        }));
        QVERIFY(desk(
            [](const StoringRun &run) { return run.dataCount() > 0 && run.texts().join().contains("\"n 200\""); }));
        QByteArrayList numbers;
        static const QRegularExpression number(u"\"text\":\"n (\\d+)\""_s);
        for (const QByteArray &text : std::as_const(got)) {
            if (const auto match = number.match(QString::fromUtf8(text)); match.hasMatch())
                numbers.append(match.captured(1).toLatin1());
        }
        QByteArrayList wanted;
        for (int i = 1; i <= 200; ++i)
            wanted.append(QByteArray::number(i));
        QCOMPARE(numbers, wanted);
    }

    void aSlowReaderCostsNoMemory()
    {
        QVERIFY2(serve({path(u"large.livebelt"_s)}), m_server->error());
        QCOMPARE(status(u"/feeds"_s), 200);
        const qint64 before = resident();
        std::vector<std::unique_ptr<QProcess>> readers;
        for (int i = 0; i < 10; ++i) {
            readers.push_back(std::make_unique<QProcess>());
            readers.back()->setReadChannel(QProcess::StandardOutput);
            readers.back()->start(u"curl"_s, {u"-s"_s, u"--limit-rate"_s, u"10k"_s, url(records())});
        }
        QVERIFY(waitUntil([&] {
            return std::all_of(readers.begin(), readers.end(),
                               [](const auto &reader) { return reader->bytesAvailable() > 40'000; });
        }));
        QVERIFY2(resident() - before < 64'000, QByteArray::number(resident() - before).constData());
        for (const auto &reader : readers) {
            reader->kill();
            reader->waitForFinished();
        }
        QCOMPARE(status(u"/feeds"_s), 200);
    }

private:
    QString path(const QString &name) const { return m_dir.filePath(name); }
    void record(const QString &name, int count)
    {
        const Shell::Done done =
            Shell(m_dir.path()).run(u"\"$LB\" record 'exec:seq %1?stdin=0' --to %2.livebelt"_s.arg(count).arg(name));
        QVERIFY2(done.status == 0, done.err.constData());
    }
    QByteArray exported(const QString &name)
    {
        return Shell(m_dir.path()).run(u"\"$LB\" export %1.livebelt"_s.arg(name)).out;
    }
    static QByteArrayList lines(const QByteArray &text)
    {
        QByteArrayList lines = text.split('\n');
        lines.removeAll(QByteArray());
        return lines;
    }
    bool serve(const QStringList &arguments, const QString &host = u"127.0.0.1"_s)
    {
        m_port = ServerProcess::freePort();
        return m_server->start(QStringList{u"serve"_s, u"--listen"_s, u"%1:%2"_s.arg(host).arg(m_port)} + arguments,
                               m_port);
    }
    QString url(const QString &rest) const { return u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(rest); }
    static QByteArray run(const QStringList &arguments)
    {
        QProcess process;
        process.start(u"curl"_s, QStringList{u"-sS"_s, u"-g"_s, u"--path-as-is"_s} + arguments);
        process.waitForFinished(60'000);
        return process.readAllStandardOutput();
    }
    QByteArray curl(const QString &rest, const QStringList &more = {}) const
    {
        return run(QStringList{url(rest)} + more);
    }
    static int statusOf(const QStringList &arguments)
    {
        return run(QStringList{u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_code}"_s} + arguments).toInt();
    }
    int status(const QString &rest, const QStringList &more = {}) const
    {
        return statusOf(QStringList{url(rest)} + more);
    }
    QString firstFeed() const { return QJsonDocument::fromJson(curl(u"/feeds"_s)).array().at(0)[u"name"_s].toString(); }
    QString records() const
    {
        return u"/feeds/"_s + QString::fromLatin1(QUrl::toPercentEncoding(firstFeed())) + u"/records"_s;
    }
    /// Kilobytes.
    qint64 resident() const
    {
        QFile file(u"/proc/%1/status"_s.arg(m_server->pid()));
        if (!file.open(QFile::ReadOnly))
            return -1;
        const QByteArray text = file.readAll();
        const qsizetype at = text.indexOf("VmRSS:") + 6;
        return text.mid(at, text.indexOf("kB", at) - at).trimmed().toLongLong();
    }

    QTemporaryDir m_dir;
    std::unique_ptr<ServerProcess> m_server;
    quint16 m_port = 0;
};

QTEST_GUILESS_MAIN(tst_Serve)
#include "tst_Serve.moc"
