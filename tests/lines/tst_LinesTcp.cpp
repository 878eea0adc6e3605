// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ArrivalWriter.h"
#include "tests/lines/LinesFeeds.h"
#include "tests/lines/Talker.h"
#include "tests/support/FeedRun.h"
#include "tests/support/ServerProcess.h"
#include "tests/support/WaitUntil.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace livebelt;
using namespace livebelt::test;

namespace {

QByteArray written(const Records &records)
{
    ArrivalWriter writer;
    TextBuilder out;
    for (const Record &record : records)
        writer.write(out, "feed", record);
    return out.copy();
}

} // namespace

/// TCP and Unix sockets, with nc (netcat-openbsd) and socat on the other side.
class tst_LinesTcp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void linesArriveAndAreSentBack();
    void measurementsAreFound();
    void bytesAreKeptWhenTheyAreAskedFor();
    void worksOverIpv6();
    void aPortThatRefusesIsExplained();
    void anUnknownHostIsExplained();
    void aServerThatEndsIsMissedAndLookedFor();
    void linesWithoutEndAreCut();
    void closingAnswersAtOnce();
    void aUnixSocketIsSpokenWith();
    void anAbstractSocketIsSpokenWith();
    void aMissingUnixSocketIsExplained();
    void nothingIsSentWithoutAConnection();
    void whatWasSentJustBeforeClosingArrives();
    void whatCameIsGivenBack_data();
    void whatCameIsGivenBack();
    void whatCameJustBeforeClosingIsGiven();

private:
    QString serve(const QStringList &arguments);
    QString address(const QString &query = {}) const { return u"tcp://127.0.0.1:%1"_s.arg(m_port) + query; }

    Talker m_server;
    quint16 m_port = 0;
};

void tst_LinesTcp::init()
{
    m_port = ServerProcess::freePort();
    m_server.kill();
}

QString tst_LinesTcp::serve(const QStringList &arguments)
{
    return m_server.start(u"nc"_s, arguments, "Listening on");
}

void tst_LinesTcp::linesArriveAndAreSentBack()
{
    const QString problem = serve({u"-lkv"_s, u"127.0.0.1"_s, QString::number(m_port)});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_server.say("first\r\nsecond\n");
    QVERIFY(run.waitForData(2));
    QCOMPARE(run.data()[0].text, "first");
    QCOMPARE(run.data()[1].text, "second");
    QVERIFY(run.data()[0].received != noTime);

    QVERIFY2(run.send("and back"), qPrintable(run.sendError()));
    QVERIFY(m_server.waitForOutput("and back\n"));
    QVERIFY(run.waitForData(3));
    QCOMPARE(run.data()[2].subject, "sent");
    QCOMPARE(run.data()[2].text, "and back");
}

void tst_LinesTcp::measurementsAreFound()
{
    const QString problem = serve({u"-lkv"_s, u"127.0.0.1"_s, QString::number(m_port)});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_server.say("{\"sensor\":\"kitchen\",\"value\":21.5}\n");
    QVERIFY(run.waitForData(1));
    QVERIFY(run.data()[0].kind == RecordKind::Measurement);
    QCOMPARE(run.data()[0].value, 21.5);
}

void tst_LinesTcp::bytesAreKeptWhenTheyAreAskedFor()
{
    const QString problem = serve({u"-lkv"_s, u"127.0.0.1"_s, QString::number(m_port)});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString raw = address(u"?frame=fixed&size=4&parse=raw"_s);
    FeedRun run(kindOf(raw), raw);
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_server.say(QByteArray("\0\xff\n\x80\1\2\3\4", 8));
    QVERIFY(run.waitForData(2));
    QCOMPARE(run.data()[0].raw, QByteArray("\0\xff\n\x80", 4));
    QCOMPARE(run.data()[1].raw, QByteArray("\1\2\3\4", 4));
}

void tst_LinesTcp::worksOverIpv6()
{
    const QString problem = serve({u"-lkv"_s, u"::1"_s, QString::number(m_port)});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString v6 = u"tcp://[::1]:%1"_s.arg(m_port);
    FeedRun run(kindOf(v6), v6);
    QVERIFY(run.waitFor(NoticeType::Connected));
    QVERIFY(run.text(NoticeType::Connected).contains("[::1]:" + QByteArray::number(m_port)));
    m_server.say("six\n");
    QVERIFY(run.waitForData(1));
}

void tst_LinesTcp::aPortThatRefusesIsExplained()
{
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(run.text(NoticeType::Disconnected).contains("refuses connections on port"));
    QVERIFY(!run.hasEnded());
}

void tst_LinesTcp::anUnknownHostIsExplained()
{
    const QString nowhere = u"tcp://no-such-host.invalid:7000"_s;
    FeedRun run(kindOf(nowhere), nowhere);
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(run.text(NoticeType::Disconnected).contains("no host named no-such-host.invalid"));
}

void tst_LinesTcp::aServerThatEndsIsMissedAndLookedFor()
{
    const QStringList once{u"-lvN"_s, u"127.0.0.1"_s, QString::number(m_port)};
    QString problem = serve(once);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_server.say("whole\nhalf");
    m_server.finish();
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(run.text(NoticeType::Disconnected).contains("closed the connection"));
    QVERIFY(run.dataCount() >= 1);
    problem = serve(once);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(run.waitFor(NoticeType::Reconnected));
    m_server.say("again\n");
    QVERIFY(waitUntil([&] { return run.data().back().text == "again"; }));
}

void tst_LinesTcp::linesWithoutEndAreCut()
{
    const QString problem = serve({u"-lkv"_s, u"127.0.0.1"_s, QString::number(m_port)});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(kindOf(address()), address(u"?parse=text"_s));
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_server.say(QByteArray(3 << 20, 'x') + "\nshort\n");
    QVERIFY(run.waitFor(NoticeType::Truncated));
    QVERIFY(waitUntil([&] { return run.data().back().text == "short"; }));
    QCOMPARE(run.data().front().text.size(), 1 << 20);
}

void tst_LinesTcp::closingAnswersAtOnce()
{
    const QString problem = serve({u"-lkv"_s, u"127.0.0.1"_s, QString::number(m_port)});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    run.close();
    QVERIFY(run.waitForEnd());
    QCOMPARE(run.count(NoticeType::Disconnected), 0);
}

void tst_LinesTcp::aUnixSocketIsSpokenWith()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"a socket"_s);
    const QString problem = serve({u"-lkvU"_s, path});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(linesKind(u"unix"_s), u"unix:"_s + path);
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_server.say("hello\n");
    QVERIFY(run.waitForData(1));
    QCOMPARE(run.data()[0].text, "hello");
    QVERIFY2(run.send("hi"), qPrintable(run.sendError()));
    QVERIFY(m_server.waitForOutput("hi\n"));
    m_server.kill();
    QVERIFY(run.waitFor(NoticeType::Disconnected));
}

void tst_LinesTcp::anAbstractSocketIsSpokenWith()
{
    const QString name = u"livebelt-test-%1"_s.arg(m_port);
    const QString problem =
        m_server.start(u"socat"_s, {u"-d"_s, u"-d"_s, u"STDIO"_s, u"ABSTRACT-LISTEN:"_s + name}, "listening on");
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(linesKind(u"unix"_s), u"unix:@"_s + name);
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_server.say("hello\n");
    QVERIFY(run.waitForData(1));
}

void tst_LinesTcp::aMissingUnixSocketIsExplained()
{
    FeedRun run(linesKind(u"unix"_s), u"unix:/no/such/socket"_s);
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(run.text(NoticeType::Disconnected).contains("no socket /no/such/socket"));
}

void tst_LinesTcp::nothingIsSentWithoutAConnection()
{
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(!run.send("lost"));
    QVERIFY(run.sendError().contains("no connection"_L1));
}

void tst_LinesTcp::whatWasSentJustBeforeClosingArrives()
{
    const QString problem = serve({u"-lkv"_s, u"127.0.0.1"_s, QString::number(m_port)});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    QVERIFY2(run.send("last words"), qPrintable(run.sendError()));
    run.close();
    QVERIFY(m_server.waitForOutput("last words\n"));
}

void tst_LinesTcp::whatCameIsGivenBack_data()
{
    QTest::addColumn<bool>("isUnix");
    QTest::newRow("tcp") << false;
    QTest::newRow("unix") << true;
}

/// Blank lines, CR LF, bytes that are no text, and no end: as an export writes it again.
void tst_LinesTcp::whatCameIsGivenBack()
{
    QFETCH(bool, isUnix);
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"socket"_s);
    const QStringList tcp{u"-lkv"_s, u"127.0.0.1"_s, QString::number(m_port)};
    const QString problem = serve(isUnix ? QStringList{u"-lkvU"_s, path} : tcp);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString url = isUnix ? u"unix:"_s + path : address();
    FeedRun run(kindOf(url), url);
    QVERIFY(run.waitFor(NoticeType::Connected));
    const QByteArray bytes = "one\n\n\r\ntwo\r\n{\"message\":\"x\"}\n" + QByteArray("\0\xff\x1b\n", 4) +
                             QByteArray(100'000, 'x') + "\nlogin: ";
    m_server.say(bytes);
    QVERIFY(waitUntil([&] { return written(run.records()).size() >= bytes.size(); }));
    QCOMPARE(written(run.records()), bytes);
    m_server.say("alice\n");
    QVERIFY(waitUntil([&] { return written(run.records()) == bytes + "alice\n"; }));
}

void tst_LinesTcp::whatCameJustBeforeClosingIsGiven()
{
    const QString problem = serve({u"-lkv"_s, u"127.0.0.1"_s, QString::number(m_port)});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_server.say("first\nlast words");
    QVERIFY(run.waitForData(1)); // both came at once
    run.close();
    QVERIFY(run.waitForEnd());
    QCOMPARE(written(run.records()), "first\nlast words");
}

QTEST_GUILESS_MAIN(tst_LinesTcp)
#include "tst_LinesTcp.moc"
