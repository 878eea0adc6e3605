// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttKind.h"
#include "tests/support/FeedRun.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Peers that keep the connection and say nothing: both at once, as this takes the time that they are given.
class tst_MqttSilence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPeerThatFallsSilentIsNoticedWithinHalfAMinute()
    {
        QTcpServer mute, dying; // one never says a word, the other only welcomes
        QVERIFY(mute.listen(QHostAddress::LocalHost) && dying.listen(QHostAddress::LocalHost));
        connect(&dying, &QTcpServer::newConnection, &dying,
                [&dying] { dying.nextPendingConnection()->write(QByteArray::fromHex("20020000 9003000100")); });
        QElapsedTimer timer;
        timer.start();
        FeedRun never(mqttKind(), u"mqtt://127.0.0.1:%1/a"_s.arg(mute.serverPort()));
        FeedRun noMore(mqttKind(), u"mqtt://127.0.0.1:%1/a"_s.arg(dying.serverPort()));
        QVERIFY(noMore.waitFor(NoticeType::Connected));
        QVERIFY(never.waitFor(NoticeType::Disconnected, 1, 15'000));
        QVERIFY2(never.text(NoticeType::Disconnected).contains("does not answer as a broker"),
                 never.text(NoticeType::Disconnected).constData());
        QVERIFY(noMore.waitFor(NoticeType::Disconnected, 1, 31'000));
        QVERIFY2(noMore.text(NoticeType::Disconnected).contains("does not answer any more"),
                 noMore.text(NoticeType::Disconnected).constData());
        QVERIFY2(timer.elapsed() < 31'000, QByteArray::number(timer.elapsed()).constData());
    }
};

QTEST_GUILESS_MAIN(tst_MqttSilence)
#include "tst_MqttSilence.moc"
