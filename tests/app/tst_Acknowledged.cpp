// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureReader.h"
#include "tests/mqtt/Broker.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <random>
#include <set>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What a broker has been told to forget is in the capture: the program is killed, and its disk is full.
/// LIVEBELT_KILLS says how often it is killed, three times otherwise.
class tst_Acknowledged : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingAcknowledgedIsLostToAKill_data() { addWays(); }
    void nothingAcknowledgedIsLostToAKill();
    void aFullDiskAcknowledgesNothing_data() { addWays(); }
    void aFullDiskAcknowledgesNothing();

private:
    static void addWays()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("QoS 1") << u"qos=1&version=3.1.1"_s;
        QTest::newRow("QoS 2") << u"qos=2&version=5"_s;
    }
    static QByteArray numbers(int first, int count)
    {
        QByteArray lines;
        for (int i = first; i < first + count; ++i)
            lines += QByteArray::number(i) + '\n';
        return lines;
    }
    /// The numbers in the capture; comes: how many records they are in.
    static std::set<int> captured(const QString &path, int *comes = nullptr);
    static void start(QProcess &process, const Broker &broker, const QString &query, const QString &path,
                      int mostBlocks = 0);
};

void tst_Acknowledged::start(QProcess &process, const Broker &broker, const QString &query, const QString &path,
                             int mostBlocks)
{
    const QString url = broker.url(u"numbers?session=kept&"_s + query);
    const QString limit = mostBlocks > 0 ? u"trap '' XFSZ; ulimit -f %1; "_s.arg(mostBlocks) : QString();
    process.start(u"sh"_s, {u"-c"_s, limit + u"exec \"$0\" record \"$1\" --to \"$2\""_s,
                            qEnvironmentVariable("LIVEBELT_PROGRAM"), url, path});
    QVERIFY(process.waitForStarted());
}

std::set<int> tst_Acknowledged::captured(const QString &path, int *comes)
{
    std::set<int> numbers;
    int count = 0;
    const auto reader = CaptureReader::open(path);
    const auto feeds = reader ? (*reader)->feeds() : Result<QList<FeedInfo>>(Failure{reader.error()});
    Records records;
    for (quint64 seq = 1; feeds && !feeds->isEmpty(); seq += records.size()) {
        if (!(*reader)->page(feeds->constFirst().id, seq, 10'000, records) || records.empty())
            break;
        for (const Record &record : records) {
            if (record.kind != RecordKind::Notice) {
                numbers.insert(record.text.toInt());
                ++count;
            }
        }
    }
    if (comes)
        *comes = count;
    return numbers;
}

void tst_Acknowledged::nothingAcknowledgedIsLostToAKill()
{
    QFETCH(QString, query);
    constexpr int each = 2'000;
    bool isSet = false;
    const int given = qEnvironmentVariableIntValue("LIVEBELT_KILLS", &isSet);
    const int kills = isSet ? given : 3;
    std::mt19937 random(std::random_device{}());
    Broker broker;
    broker.configure("max_inflight_messages 100");
    QVERIFY2(broker.start(), broker.error());
    QTemporaryDir folder;
    const QString path = folder.filePath(u"kill.livebelt"_s);
    int published = 0;
    for (int kill = 0; kill < kills; ++kill) {
        QProcess process;
        start(process, broker, query, path);
        if (kill == 0) // the session has to be there before anything is published
            QTRY_VERIFY_WITH_TIMEOUT(CaptureReader::open(path) && !(*CaptureReader::open(path))->feeds()->isEmpty(),
                                     30'000);
        QProcess publisher; // while the program takes what it publishes
        publisher.start(u"mosquitto_pub"_s, {u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(broker.port()), u"-q"_s,
                                             u"2"_s, u"-t"_s, u"numbers"_s, u"-l"_s});
        publisher.write(numbers(published + 1, each));
        publisher.closeWriteChannel();
        published += each;
        const size_t wanted = captured(path).size() + 1 + random() % each;
        QTRY_VERIFY_WITH_TIMEOUT(captured(path).size() >= std::min(wanted, size_t(published)), 60'000);
        process.kill();
        QVERIFY(process.waitForFinished());
        QTRY_COMPARE_WITH_TIMEOUT(publisher.state(), QProcess::NotRunning, 60'000);
        QCOMPARE(publisher.exitCode(), 0);
    }
    QProcess process;
    start(process, broker, query, path);
    int comes = 0;
    const bool isWhole = QTest::qWaitFor([&] { return captured(path, &comes).size() == size_t(published); }, 60'000);
    process.terminate();
    QVERIFY(process.waitForFinished());
    qInfo("%d kills, %d published, %d lost, %d twice", kills, published, int(published - captured(path).size()),
          int(comes - captured(path).size()));
    QVERIFY2(isWhole, "acknowledged and lost");
}

void tst_Acknowledged::aFullDiskAcknowledgesNothing()
{
    QFETCH(QString, query);
    constexpr int count = 20'000;
    Broker broker;
    broker.configure("max_inflight_messages 20");
    QVERIFY2(broker.start(), broker.error());
    QTemporaryDir folder;
    const QString path = folder.filePath(u"full.livebelt"_s);
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        start(process, broker, query, path, 800); // of 512 bytes
        QTRY_VERIFY_WITH_TIMEOUT(CaptureReader::open(path) && !(*CaptureReader::open(path))->feeds()->isEmpty(),
                                 30'000);
        QVERIFY(broker.publish({u"-q"_s, u"2"_s, u"-t"_s, u"numbers"_s, u"-l"_s}, numbers(1, count)));
        QByteArray said;
        const auto isFull = [&] {
            said += process.readAll();
            return said.contains("full.livebelt");
        };
        QTRY_VERIFY2_WITH_TIMEOUT(isFull(), "says so", 60'000);
        QElapsedTimer timer;
        timer.start();
        process.terminate();
        QVERIFY(process.waitForFinished(20'000));
        QVERIFY2(timer.elapsed() < 10'000, "ends all the same");
        said += process.readAll();
        QCOMPARE(process.exitCode(), 1);
        QVERIFY2(said.contains("could not be stored"), said);
    }
    QVERIFY(captured(path).size() < count);
    QProcess process;
    start(process, broker, query, path);
    QTRY_COMPARE_WITH_TIMEOUT(captured(path).size(), size_t(count), 60'000);
    process.terminate();
    QVERIFY(process.waitForFinished());
}

QTEST_GUILESS_MAIN(tst_Acknowledged)
#include "tst_Acknowledged.moc"
