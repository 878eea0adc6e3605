// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/SyslogHeader.h"

#include "model/records/Timestamp.h"

#include <QTest>

using namespace livebelt;

namespace {

/// time host app[process] id #sequence severity "text"; - for what is missing.
QByteArray shown(QByteArrayView message)
{
    const qint64 received = *fromRfc3339("2026-12-01T12:00:00Z");
    TimeReader times(ZoneRule::fixed(3600));
    SyslogHeader header;
    if (!header.read(message, received, times))
        return "nothing";
    const auto word = [](QByteArrayView text) { return text.isEmpty() ? QByteArray("-") : text.toByteArray(); };
    return (header.time == noTime ? QByteArray("-") : toRfc3339(header.time)) + ' ' + word(header.host) + ' ' +
           word(header.app) + '[' + word(header.process) + "] " + word(header.id) + " #" + word(header.sequence) + ' ' +
           word(header.severity()) + " \"" + header.text.toByteArray() + '"';
}

} // namespace

class tst_SyslogHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAMessage_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("header");
        const auto row = [](const char *message, const char *header) {
            QTest::newRow(message) << QByteArray(message) << QByteArray(header);
        };
        // RFC 3164, and what is met besides
        row("<34>Oct 11 22:14:15 mymachine su: 'su root' failed",
            "2026-10-11T21:14:15.000000Z mymachine su[-] - #- crit \"'su root' failed\"");
        row("<34>Oct 11 2025 22:14:15 web app[12]: x", "2025-10-11T21:14:15.000000Z web app[12] - #- crit \"x\"");
        row("<34>2025 Oct 11 22:14:15 web app: x", "2025-10-11T21:14:15.000000Z web app[-] - #- crit \"x\"");
        row("<34>Oct 11 22:14:15.123 web app: x", "2026-10-11T21:14:15.123000Z web app[-] - #- crit \"x\"");
        row("<34>Dec 31 22:14:15 web app: x", "2025-12-31T21:14:15.000000Z web app[-] - #- crit \"x\"");
        row("<34>2026-11-30T09:15:02.417+02:00 web app: x", "2026-11-30T07:15:02.417000Z web app[-] - #- crit \"x\"");
        row("<34>2026-11-30 09:15:02 web app: x", "2026-11-30T08:15:02.000000Z web app[-] - #- crit \"x\"");
        row("Oct 11 22:14:15 web app[1]: x", "2026-10-11T21:14:15.000000Z web app[1] - #- - \"x\"");
        row("Oct 11 2025 22:14:15.5 web app: x", "2025-10-11T21:14:15.500000Z web app[-] - #- - \"x\"");
        row("2026-11-30T09:15:02Z web app: x", "2026-11-30T09:15:02.000000Z web app[-] - #- - \"x\"");
        row("<13>it works", "- - -[-] - #- notice \"it works\"");
        row("<34>1 2026-11-30T09:15:02Z h a 7 ID - x", "2026-11-30T09:15:02.000000Z h a[7] ID #- crit \"x\"");
        // Cisco: IOS, with numbers, a host's name, zones; ASA; NX-OS
        row("*Mar  1 18:46:11.123 UTC: %SYS-5-CONFIG_I: Configured from console by vty2 (10.34.195.36)",
            "2026-03-01T18:46:11.123000Z - SYS[-] CONFIG_I #- notice \"Configured from console by vty2 "
            "(10.34.195.36)\"");
        row("<189>29: *Mar  1 18:46:11: %SYS-5-CONFIG_I: x",
            "2026-03-01T17:46:11.000000Z - SYS[-] CONFIG_I #29 notice \"x\"");
        row("<189>29: router1: *Mar  1 18:46:11.123: %SYS-5-CONFIG_I: x",
            "2026-03-01T17:46:11.123000Z router1 SYS[-] CONFIG_I #29 notice \"x\"");
        row("<187>22: 000019: Nov 30 09:15:02.417: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up",
            "2026-11-30T08:15:02.417000Z - LINK[-] UPDOWN #000019 err \"Interface Gi0/1, changed state to up\"");
        row("000019: .Nov 30 09:15:02: %LINEPROTO-5-UPDOWN: x",
            "2026-11-30T08:15:02.000000Z - LINEPROTO[-] UPDOWN #000019 notice \"x\"");
        row("<166>%ASA-6-302013: Built outbound TCP", "- - ASA[-] 302013 #- info \"Built outbound TCP\"");
        row("<166>Nov 30 2026 09:15:02: %ASA-6-302013: Built",
            "2026-11-30T08:15:02.000000Z - ASA[-] 302013 #- info \"Built\"");
        row("<166>Nov 30 2026 09:15:02 fw1 : %ASA-6-302013: Built",
            "2026-11-30T08:15:02.000000Z fw1 ASA[-] 302013 #- info \"Built\"");
        row("<189>: 2026 Nov 30 09:15:02 UTC: %ETHPORT-5-IF_UP: x",
            "2026-11-30T09:15:02.000000Z - ETHPORT[-] IF_UP #- notice \"x\"");
        row("Nov 30 09:15:02 switch %FW-SP-2-ALERT: x",
            "2026-11-30T08:15:02.000000Z switch FW-SP[-] ALERT #- crit \"x\"");
        row("<34>Oct 11 22:14:15 web app: 50% of it: x",
            "2026-10-11T21:14:15.000000Z web app[-] - #- crit \"50% of it: x\"");
        row("<34>Oct 11 22:14:15 web app: %SYS-5-X: y",
            "2026-10-11T21:14:15.000000Z web app[-] - #- crit \"%SYS-5-X: y\"");
        for (const auto *message :
             {"", "hello", "2026-11-30 09:15:02,417 ERROR [main] c.e.Shop - order 17 failed", "12:30:01 started",
              "2026-11-30 09:15:02 web app: x", "2026-11-30T09:15:02 INFO worker: started", "%done: 5", "100%: x",
              "5: 6: 7", "Oct 11 22:14:15", "<192>x", "<>x", "1764490502 web app: x", "%SYS-9-X: y"})
            row(message, "nothing");
    }
    void readsAMessage()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, header);
        QCOMPARE(shown(message), header);
    }

    void theLevelIsCiscosWhereItSaysOne()
    {
        TimeReader times;
        SyslogHeader header;
        QVERIFY(header.read("<189>29: *Mar  1 18:46:11: %LINK-3-UPDOWN: x", 0, times));
        QCOMPARE(header.level(), Level::Error);
        QVERIFY(header.read("*Mar  1 18:46:11 UTC: %SYS-5-CONFIG_I: x", 1'000'000'000'000'000, times));
        QCOMPARE(header.level(), Level::Info);
        QVERIFY(header.read("<12>it works", 0, times));
        QCOMPARE(header.level(), Level::Warn);
    }
};

QTEST_GUILESS_MAIN(tst_SyslogHeader)
#include "tst_SyslogHeader.moc"
