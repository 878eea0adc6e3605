// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lines/LinesFeeds.h"
#include "tests/lines/Talker.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace livebelt;
using namespace livebelt::test;

/// Serial ports: pseudo-terminals of socat, which are plugged in and out by starting and killing it.
class tst_LinesSerial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void linesArriveAndAreSentBack();
    void aDeviceThatIsUnpluggedIsFoundAgain();
    void aDeviceThatIsNotThereIsWaitedFor();
    void aDeviceInUseIsExplained();
    void whatIsNoDeviceIsExplained();
    void closingAnswersWhileItWaits();
    void aPromptIsShownAndBlankLinesAreLines();

private:
    QString plugIn();
    QString path() const { return m_directory->filePath(u"tty"_s); }
    QString address(const QString &more = {}) const { return u"serial:%1?baud=9600"_s.arg(path()) + more; }

    std::unique_ptr<QTemporaryDir> m_directory;
    Talker m_device;
};

void tst_LinesSerial::init()
{
    m_device.kill();
    m_directory = std::make_unique<QTemporaryDir>();
}

QString tst_LinesSerial::plugIn()
{
    return m_device.start(u"socat"_s, {u"-d"_s, u"-d"_s, u"STDIO"_s, u"PTY,link=%1,raw,echo=0,ignoreeof"_s.arg(path())},
                          "starting data transfer loop");
}

void tst_LinesSerial::linesArriveAndAreSentBack()
{
    const QString problem = plugIn();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(linesKind(u"serial"_s), address(u"&eol=crlf"_s));
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_device.say("21.5\r\n");
    QVERIFY(run.waitForData(1));
    QCOMPARE(run.data()[0].text, "21.5");
    QVERIFY2(run.send("ATZ"), qPrintable(run.sendError()));
    QVERIFY(m_device.waitForOutput("ATZ\r\n"));
    run.close();
    QVERIFY(run.waitForEnd());
}

void tst_LinesSerial::aDeviceThatIsUnpluggedIsFoundAgain()
{
    QString problem = plugIn();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(linesKind(u"serial"_s), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_device.say("before\n");
    QVERIFY(run.waitForData(1));
    m_device.kill();
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY2(run.text(NoticeType::Disconnected).contains("was unplugged"),
             run.text(NoticeType::Disconnected).constData());
    QFile::remove(path());
    problem = plugIn();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(run.waitFor(NoticeType::Reconnected));
    m_device.say("after\n");
    QVERIFY(run.waitForData(2));
    QCOMPARE(run.data()[1].text, "after");
    QCOMPARE(run.count(NoticeType::Disconnected), 1);
}

void tst_LinesSerial::aDeviceThatIsNotThereIsWaitedFor()
{
    FeedRun run(linesKind(u"serial"_s), address());
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(run.text(NoticeType::Disconnected).contains("plug it in"));
    const QString problem = plugIn();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(run.waitFor(NoticeType::Connected));
}

void tst_LinesSerial::aDeviceInUseIsExplained()
{
    const QString problem = plugIn();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun first(linesKind(u"serial"_s), address());
    QVERIFY(first.waitFor(NoticeType::Connected));
    FeedRun second(linesKind(u"serial"_s), address());
    QVERIFY(second.waitFor(NoticeType::Disconnected));
    QVERIFY2(second.text(NoticeType::Disconnected).contains("in use by another program"),
             second.text(NoticeType::Disconnected).constData());
    first.close();
    QVERIFY(second.waitFor(NoticeType::Connected));
}

void tst_LinesSerial::whatIsNoDeviceIsExplained()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    FeedRun run(linesKind(u"serial"_s), address());
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY2(run.text(NoticeType::Disconnected).contains("cannot be"), run.text(NoticeType::Disconnected).constData());
}

void tst_LinesSerial::closingAnswersWhileItWaits()
{
    FeedRun run(linesKind(u"serial"_s), address());
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    run.close();
    QVERIFY(run.waitForEnd());
}

void tst_LinesSerial::aPromptIsShownAndBlankLinesAreLines()
{
    const QString problem = plugIn();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(linesKind(u"serial"_s), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_device.say("up\r\n\r\nlogin: ");
    QVERIFY(run.waitForData(3));
    QVERIFY(run.data()[0].text == "up" && run.data()[0].end == ItemEnd::CarriageReturnLineFeed);
    QCOMPARE(run.data()[1].text, "");
    QCOMPARE(run.data()[2].text, "login: ");
}

QTEST_GUILESS_MAIN(tst_LinesSerial)
#include "tst_LinesSerial.moc"
