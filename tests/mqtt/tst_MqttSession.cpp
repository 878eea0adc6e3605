// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttKind.h"
#include "tests/mqtt/Broker.h"
#include "tests/mqtt/Relay.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"

#include <QTest>
#include <algorithm>
#include <set>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray numbers(int first, int count)
{
    QByteArray lines;
    for (int i = first; i < first + count; ++i)
        lines += QByteArray::number(i) + '\n';
    return lines;
}

std::vector<int> received(const FeedRun &run)
{
    std::vector<int> result;
    for (const Record &record : run.data()) {
        if (record.subject == "numbers")
            result.push_back(record.text.toInt());
    }
    return result;
}

std::vector<int> upTo(int count)
{
    std::vector<int> result;
    for (int i = 1; i <= count; ++i)
        result.push_back(i);
    return result;
}

} // namespace

/// Sessions that the broker keeps: nothing is lost, and nothing comes twice where the protocol promises that.
class tst_MqttSession : public QObject
{
    Q_OBJECT

private:
    void addWays()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("qos");
        for (const QString &version : {u"3.1.1"_s, u"5"_s}) {
            for (int qos : {1, 2})
                QTest::addRow("MQTT %s, QoS %d", qPrintable(version), qos) << version << qos;
        }
    }
    static QString query(const QString &version, int qos)
    {
        return u"numbers?session=kept&qos=%1&version=%2"_s.arg(QString::number(qos), version);
    }
    static bool publish(Broker &broker, int qos, int first, int count)
    {
        return broker.publish({u"-q"_s, QString::number(qos), u"-t"_s, u"numbers"_s, u"-l"_s}, numbers(first, count));
    }

private Q_SLOTS:
    void whatComesWhileTheFeedIsClosedFollows_data() { addWays(); }
    void whatComesWhileTheFeedIsClosedFollows()
    {
        QFETCH(QString, version);
        QFETCH(int, qos);
        Broker broker;
        QVERIFY2(broker.start(), broker.error());
        std::vector<int> all;
        {
            FeedRun run(mqttKind(), broker.url(query(version, qos)));
            QVERIFY(run.waitFor(NoticeType::Connected));
            QVERIFY(publish(broker, qos, 1, 10));
            QVERIFY(run.waitForData(10));
            QVERIFY(run.close() >= 0 && run.waitForEnd());
            all = received(run);
        }
        QVERIFY(publish(broker, qos, 11, 500));
        FeedRun run(mqttKind(), broker.url(query(version, qos)));
        QVERIFY(run.waitForData(500));
        QVERIFY(noticeType(run.records().front()) == NoticeType::Connected);
        QVERIFY2(run.text(NoticeType::Information).contains("has kept the session “kept”"),
                 run.text(NoticeType::Information).constData());
        QVERIFY(publish(broker, qos, 511, 10));
        QVERIFY(run.waitForData(510));
        const std::vector<int> later = received(run);
        all.insert(all.end(), later.begin(), later.end());
        QCOMPARE(all, upTo(520));
    }

    void closingInTheMiddleOfAFloodLosesNothing_data() { addWays(); }
    void closingInTheMiddleOfAFloodLosesNothing()
    {
        QFETCH(QString, version);
        QFETCH(int, qos);
        constexpr int count = 5'000;
        Broker broker;
        QVERIFY2(broker.start(), broker.error());
        std::vector<int> all;
        QVERIFY(FeedRun(mqttKind(), broker.url(query(version, qos))).waitFor(NoticeType::Connected));
        QVERIFY(publish(broker, qos, 1, count));
        for (size_t wanted = 100; int(all.size()) < count; wanted *= 2) {
            FeedRun run(mqttKind(), broker.url(query(version, qos)));
            QVERIFY(run.waitForData(qMin(wanted, size_t(count) - all.size())));
            QVERIFY(run.close() >= 0 && run.waitForEnd());
            const std::vector<int> later = received(run);
            all.insert(all.end(), later.begin(), later.end());
        }
        QCOMPARE(all, upTo(count));
    }

    void aBrokerThatIsStartedAgainHandsOverWhatWasMissed_data() { addWays(); }
    void aBrokerThatIsStartedAgainHandsOverWhatWasMissed()
    {
        QFETCH(QString, version);
        QFETCH(int, qos);
        Broker broker;
        broker.keepSessions();
        QVERIFY2(broker.start(), broker.error());
        FeedRun run(mqttKind(), broker.url(query(version, qos)));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(publish(broker, qos, 1, 100));
        QVERIFY(run.waitForData(100));
        QVERIFY(run.send("acknowledged", u"elsewhere"_s)); // once that is confirmed, all before it is
        broker.stop();
        QVERIFY(run.waitFor(NoticeType::Disconnected, 2));
        QVERIFY2(broker.start(), broker.error());
        QVERIFY(publish(broker, qos, 101, 300));
        QVERIFY(run.waitForData(401, 60'000));
        QVERIFY2(run.text(NoticeType::Reconnected).contains("nothing of quality of service 1 or 2 is missing"),
                 run.text(NoticeType::Reconnected).constData());
        QCOMPARE(received(run), upTo(400));
    }

    void aConnectionThatBreaksInTheMiddleOfPacketsLosesNothing_data() { addWays(); }
    void aConnectionThatBreaksInTheMiddleOfPacketsLosesNothing()
    {
        QFETCH(QString, version);
        QFETCH(int, qos);
        constexpr int count = 3'000, cuts = 3; // each waits longer until it tries again
        Broker broker;
        QVERIFY2(broker.start(), broker.error());
        Relay relay(broker.port());
        FeedRun run(mqttKind(), u"mqtt://127.0.0.1:%1/"_s.arg(relay.port()) + query(version, qos));
        QVERIFY(run.waitFor(NoticeType::Connected));
        for (int i = 0; i < cuts; ++i) {
            relay.cutAfter(1'000 + 777 * i + 131 * qos);
            QVERIFY(publish(broker, qos, 1 + i * count / cuts, count / cuts));
            QVERIFY(waitUntil([&] { return relay.cuts() == i + 1; }));
            QVERIFY(run.waitFor(NoticeType::Reconnected, i + 1, 60'000));
        }
        const std::vector<int> all = upTo(count);
        const auto hasAll = [&] {
            const std::vector<int> now = received(run);
            return std::set<int>(now.begin(), now.end()).size() == all.size();
        };
        QVERIFY(waitUntil(hasAll));
        if (qos == 2)
            QCOMPARE(received(run), all);
    }

    void aBrokerThatHasForgottenTheSessionIsFoundOut()
    {
        Broker broker;
        QVERIFY2(broker.start(), broker.error());
        FeedRun run(mqttKind(), broker.url(query(u"5"_s, 1)));
        QVERIFY(run.waitFor(NoticeType::Connected));
        broker.kill();
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        QVERIFY2(broker.start(), broker.error());
        QVERIFY(run.waitFor(NoticeType::Reconnected, 1, 60'000));
        QVERIFY2(run.text(NoticeType::Reconnected).contains("has not kept the session"),
                 run.text(NoticeType::Reconnected).constData());
        QVERIFY(publish(broker, 1, 1, 10));
        QVERIFY(run.waitForData(10));
    }
};

QTEST_GUILESS_MAIN(tst_MqttSession)
#include "tst_MqttSession.moc"
