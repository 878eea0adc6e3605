// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/mqtt/MqttKind.h"
#include "tests/mqtt/Broker.h"
#include "tests/support/FeedRun.h"

#include <QFile>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What goes to the broker: messages, the last will; and what a group shares.
class tst_MqttSend : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Broker> m_broker;

private Q_SLOTS:
    void initTestCase()
    {
        m_broker = std::make_unique<Broker>();
        QFile rights(m_broker->file(u"rights"_s));
        QVERIFY(rights.open(QFile::WriteOnly));
        rights.write("topic readwrite #\ntopic deny closed\n");
        rights.close();
        QVERIFY(rights.setPermissions(QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
        m_broker->configure("acl_file " + rights.fileName().toUtf8());
        QVERIFY2(m_broker->start(), m_broker->error());
    }

    void sends_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("qos");
        for (const QString &version : {u"3.1.1"_s, u"5"_s}) {
            for (int qos : {0, 1, 2})
                QTest::addRow("MQTT %s, QoS %d", qPrintable(version), qos) << version << qos;
        }
    }
    void sends()
    {
        QFETCH(QString, version);
        QFETCH(int, qos);
        const QString query = u"?qos=%1&version=%2"_s.arg(QString::number(qos), version);
        FeedRun other(mqttKind(), m_broker->url(u"send/#"_s + query));
        FeedRun run(mqttKind(), m_broker->url(u"send/own"_s + query));
        QVERIFY(other.waitFor(NoticeType::Connected) && run.waitFor(NoticeType::Connected));
        const QByteArray bytes("grün\0\xff", 7);
        QVERIFY2(run.send("21.5"), qPrintable(run.sendError()));
        QVERIFY2(run.send(bytes, u"send/elsewhere"_s), qPrintable(run.sendError()));
        QVERIFY(other.waitForData(2) && run.waitForData(2));
        QCOMPARE(other.data()[0].subject, "send/own");
        QCOMPARE(other.data()[0].value, 21.5);
        QCOMPARE(fieldValue(other.data()[0].fields, "qos"), QByteArray::number(qos));
        QCOMPARE(other.data()[1].subject, "send/elsewhere");
        QCOMPARE(other.data()[1].raw, bytes);
        // What goes to another topic does not come back: the feed shows it by itself.
        const Records own = run.data();
        const auto elsewhere = std::find_if(own.begin(), own.end(), [](const Record &record) {
            return record.subject == "send/elsewhere" && fieldValue(record.fields, "sent") == "1";
        });
        QVERIFY(elsewhere != own.end());
        QCOMPARE(own.size(), 2u);
    }

    void keepsForNewcomersWhatIsSentWhereThatIsAskedFor()
    {
        FeedRun run(mqttKind(), m_broker->url(u"kept?qos=1&send-retained=1"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY2(run.send("stays"), qPrintable(run.sendError()));
        FeedRun later(mqttKind(), m_broker->url(u"kept"_s));
        QVERIFY(later.waitForData(1));
        QCOMPARE(fieldValue(later.data()[0].fields, "retain"), "1");
    }

    void saysWhyItDoesNotSend()
    {
        FeedRun run(mqttKind(), m_broker->url(u"why/#?qos=1&version=5"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(!run.send("a"));
        QVERIFY2(run.sendError().contains(u"which topic"), qPrintable(run.sendError()));
        QVERIFY(!run.send("a", u"why/+"_s));
        QVERIFY2(run.sendError().contains(u"without + and #"), qPrintable(run.sendError()));
        QVERIFY(!run.send("a", u"closed"_s));
        QVERIFY2(run.sendError().contains(u"did not take the message to “closed”"), qPrintable(run.sendError()));
        QVERIFY(run.close() >= 0);
        QVERIFY(!run.send("a", u"why/a"_s));
        QVERIFY2(run.sendError().contains(u"no connection"), qPrintable(run.sendError()));
    }

    void theLastWillIsSaidWhenTheConnectionBreaksAndOnlyThen()
    {
        FeedRun witness(mqttKind(), m_broker->url(u"will/#"_s));
        QVERIFY(witness.waitFor(NoticeType::Connected));
        for (const QString &version : {u"3.1.1"_s, u"5"_s}) {
            const QString url = m_broker->url(u"a?will-topic=will/me&will=gone&will-qos=1&version="_s + version);
            FeedRun polite(mqttKind(), url);
            QVERIFY(polite.waitFor(NoticeType::Connected));
            QVERIFY(polite.close() >= 0 && polite.waitForEnd());
        }
        QCOMPARE(witness.dataCount(), 0u);
        QVERIFY(FeedRun(mqttKind(), m_broker->url(u"a?will-topic=will/me&will=gone&will-qos=1&will-retain=1"_s))
                    .waitFor(NoticeType::Connected));
        QVERIFY(witness.waitForData(1));
        QCOMPARE(witness.data()[0].subject, "will/me");
        QCOMPARE(witness.data()[0].text, "gone");
        FeedRun later(mqttKind(), m_broker->url(u"will/me"_s));
        QVERIFY(later.waitForData(1));
    }

    void aGroupSharesItsMessages_data()
    {
        QTest::addColumn<QString>("rest");
        QTest::newRow("as an option") << u"shared/%23?share=team&version=5"_s;
        QTest::newRow("in the topic") << u"$share/band/shared/%23?version=5"_s;
        QTest::newRow("MQTT 3.1.1") << u"shared/%23?share=crew"_s;
    }
    void aGroupSharesItsMessages()
    {
        QFETCH(QString, rest);
        constexpr int count = 100;
        FeedRun one(mqttKind(), m_broker->url(rest)), two(mqttKind(), m_broker->url(rest));
        QVERIFY(one.waitFor(NoticeType::Connected) && two.waitFor(NoticeType::Connected));
        QByteArray lines;
        for (int i = 0; i < count; ++i)
            lines += QByteArray::number(i) + '\n';
        QVERIFY(m_broker->publish({u"-t"_s, u"shared/a"_s, u"-l"_s}, lines));
        QTRY_COMPARE(one.dataCount() + two.dataCount(), size_t(count));
        QVERIFY(one.dataCount() > 0 && two.dataCount() > 0);
        QCOMPARE(one.data()[0].subject, "shared/a");
    }
};

QTEST_GUILESS_MAIN(tst_MqttSend)
#include "tst_MqttSend.moc"
