// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/Engine.h"
#include "sources/exec/ExecKind.h"
#include "sources/lines/LinesKinds.h"
#include "tests/app/SlowSink.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUdpSocket>
#include <algorithm>
#include <atomic>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// More than can be stored, over real sockets: made to wait, or counted.
class tst_Flood : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aBurstOverTcpWaits_data();
    void aBurstOverTcpWaits();
    void ofDatagramsEachOneIsStoredOrCounted();
    void whatAProgramHasWrittenIsStoredThoughItIsStopped();

private:
    int start(const QString &address);
    void finish();

    std::vector<FeedKind> m_kinds = linesKinds();
    FeedCounters m_books;
    std::atomic<bool> m_isSlow = true;
    std::unique_ptr<Engine> m_engine;
};

void tst_Flood::init()
{
    if (m_kinds.size() == linesKinds().size())
        m_kinds.push_back(execKind());
    m_books = {};
    m_isSlow = true;
    const auto sink = [this]() -> Result<std::unique_ptr<RecordSink>> {
        return std::unique_ptr<RecordSink>(std::make_unique<SlowSink>(m_books, m_isSlow));
    };
    m_engine = std::make_unique<Engine>(
        sink, [](int, const FeedBatch &) {}, 2 << 20);
    QVERIFY(m_engine->open());
}

int tst_Flood::start(const QString &text)
{
    const FeedAddress address = *FeedAddress::parse(text);
    const auto kind = std::find_if(m_kinds.begin(), m_kinds.end(), [&address](const FeedKind &one) {
        return one.description.schemes.contains(address.scheme());
    });
    const int id = *m_engine->add(*kind, address, {}, {});
    m_engine->start(id);
    return id;
}

void tst_Flood::finish()
{
    QSignalSpy done(m_engine.get(), &Engine::shutDownDone);
    m_engine->shutDown();
    m_isSlow = false;
    QVERIFY(done.wait(60'000));
    QVERIFY(m_books.addUp());
}

void tst_Flood::aBurstOverTcpWaits_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<bool>("drops");
    QTest::newRow("as it is") << QString() << false;
    QTest::newRow("the person wants it so") << u"?overflow=drop"_s << true;
}

void tst_Flood::aBurstOverTcpWaits()
{
    QFETCH(QString, options);
    QFETCH(bool, drops);
    constexpr int count = 100'000;
    QByteArray lines;
    for (int i = 1; i <= count; ++i)
        lines += "line number " + QByteArray::number(i) + '\n';
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&] { server.nextPendingConnection()->write(lines); });
    const int id = start(u"tcp://127.0.0.1:%1"_s.arg(server.serverPort()) + options);
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->progress(id).received > 5'000, 30'000);
    m_isSlow = drops;
    QTRY_COMPARE_WITH_TIMEOUT(m_engine->progress(id).received, quint64(count), 60'000);
    finish();
    QCOMPARE(m_books.stored + m_books.dropped, quint64(count));
    QCOMPARE(m_books.dropped > 0, drops);
}

void tst_Flood::ofDatagramsEachOneIsStoredOrCounted()
{
    constexpr int count = 60'000;
    QUdpSocket sender;
    quint16 port = 0;
    {
        QUdpSocket free;
        QVERIFY(free.bind(QHostAddress::LocalHost));
        port = free.localPort();
    }
    const int id = start(u"listen-udp://:%1"_s.arg(port));
    QTRY_COMPARE_WITH_TIMEOUT(m_engine->progress(id).state, FeedState::Live, 30'000);
    for (int i = 0; i < count; ++i)
        QVERIFY(sender.writeDatagram(QByteArray(300, 'x') + QByteArray::number(i), QHostAddress::LocalHost, port) > 0);
    finish(); // with what is in the kernel's buffer still unread
    QCOMPARE(m_books.stored + m_books.dropped, quint64(count));
    QCOMPARE(m_engine->progress(id).received, quint64(count));
}

void tst_Flood::whatAProgramHasWrittenIsStoredThoughItIsStopped()
{
    const QTemporaryDir folder;
    const QString written = folder.filePath(u"written"_s);
    // It counts what it has written, and says so in the end; what it is told to end by does not stop it in a line.
    QFile script(folder.filePath(u"writer.sh"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("trap 'echo $i > " + written.toUtf8() +
                 "; exit' TERM\ni=0\nwhile true; do i=$((i+1)); echo $i; done\n");
    script.close();
    const int id = start(u"exec:sh %1"_s.arg(script.fileName()));
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->progress(id).received > 1'000, 30'000);
    finish();
    QTRY_VERIFY(QFile::exists(written));
    QFile file(written);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const quint64 lines = file.readAll().trimmed().toULongLong();
    QVERIFY2(m_books.stored + 1 >= lines, qPrintable(u"%1 of %2"_s.arg(m_books.stored).arg(lines)));
}

QTEST_GUILESS_MAIN(tst_Flood)
#include "tst_Flood.moc"
