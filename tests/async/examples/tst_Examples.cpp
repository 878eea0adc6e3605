// SPDX-License-Identifier: MIT
#include "tests/irc/IrcClient.h"
#include "tests/irc/IrcServers.h"
#include "tests/support/ServerProcess.h"
#include "tests/support/WaitUntil.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using namespace Qt::StringLiterals;
using livebelt::test::IrcClient;
using livebelt::test::Ngircd;
using livebelt::test::ServerProcess;
using livebelt::test::waitUntil;

namespace {

/// One of the examples, while it runs.
class Example
{
public:
    Example(const QString &name, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral(EXAMPLES "/example_") + name, arguments);
    }
    ~Example()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Example(const Example &) = delete;
    Example &operator=(const Example &) = delete;

    bool prints(QByteArrayView text)
    {
        return waitUntil([this, text] { return output().contains(text); });
    }
    /// Waits for its end; -1 where it crashed, or did not end.
    int code()
    {
        const bool isOver = waitUntil([this] { return m_process.state() == QProcess::NotRunning; });
        return isOver && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    void interrupt() { ::kill(pid_t(m_process.processId()), SIGINT); }
    const QByteArray &output() { return m_output += m_process.readAll(); }

private:
    QProcess m_process;
    QByteArray m_output;
};

/// python3, serving files for the downloads.
class FileServer
{
public:
    FileServer() : m_process(u"python3"_s, u"python3"_s) {}
    bool start() { return m_process.start({QStringLiteral(FILE_SERVER), QString::number(m_port)}, m_port); }
    QString url(const QString &name) const { return u"http://127.0.0.1:%1/%2"_s.arg(m_port).arg(name); }
    ServerProcess &process() { return m_process; }

private:
    quint16 m_port = ServerProcess::freePort();
    ServerProcess m_process;
};

} // namespace

/// The programs of sources/async/examples do what their first lines say.
class tst_Examples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theClockTicks()
    {
        Example clock(u"clock"_s, {u"3"_s, u"1"_s});
        QCOMPARE(clock.code(), 0);
        QCOMPARE(clock.output().count(" us late\n"), 3);
    }

    void theChatComesBackToARealServer()
    {
        Ngircd server;
        QVERIFY2(server.start(), server.process().error());
        Example chat(u"chat"_s, {u"127.0.0.1"_s, QString::number(server.port()), u"#belt"_s, u"reader"_s});
        {
            IrcClient alice;
            QVERIFY(alice.enter(server.port(), "alice"));
            QVERIFY(alice.join("#belt"));
            QVERIFY(sayUntilHeard(alice, chat, "first plate"));
        }
        server.process().kill();
        QVERIFY2(server.start(), server.process().error());
        IrcClient alice;
        QVERIFY(alice.enter(server.port(), "alice"));
        QVERIFY(alice.join("#belt"));
        QVERIFY(sayUntilHeard(alice, chat, "second plate"));
        QVERIFY(chat.output().contains("alice :first plate\n"));
    }

    void fiftyDownloadsFiveAtATime()
    {
        FileServer server;
        QVERIFY2(server.start(), server.process().error());
        const QTemporaryDir folder;
        QStringList arguments{folder.path()};
        for (int i = 0; i < 50; ++i)
            arguments << server.url((i < 5 ? u"five-%1"_s : i % 10 == 7 ? u"flaky-%1"_s : u"plain-%1"_s).arg(i));
        Example downloads(u"downloads"_s, arguments);
        QCOMPARE(downloads.code(), 0);
        QVERIFY2(downloads.output().contains("50 of 50 files, "), downloads.output().constData());
        const QFileInfoList files = QDir(folder.path()).entryInfoList(QDir::Files);
        QCOMPARE(files.size(), 50);
        for (const QFileInfo &file : files)
            QCOMPARE(file.size(), 100'000);
        QVERIFY(server.process().waitForOutput("most 5\n"));
        QVERIFY(!server.process().output().contains("most 6\n"));
    }

    void aDownloadThatFailsIsTriedAgainAndThenTold()
    {
        FileServer server;
        QVERIFY2(server.start(), server.process().error());
        const QTemporaryDir folder;
        Example downloads(u"downloads"_s, {folder.path(), server.url(u"missing-1"_s), server.url(u"plain-1"_s)});
        QCOMPARE(downloads.code(), 1);
        QVERIFY2(downloads.output().contains("/missing-1: "), downloads.output().constData());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"plain-1"_s});
    }

    void interruptedDownloadsLeaveNoHalfOfAFile()
    {
        FileServer server;
        QVERIFY2(server.start(), server.process().error());
        const QTemporaryDir folder;
        Example downloads(u"downloads"_s, {folder.path(), server.url(u"slow-1"_s)});
        QVERIFY(server.process().waitForOutput("slow\n"));
        downloads.interrupt();
        QCOMPARE(downloads.code(), 1);
        QVERIFY(downloads.output().contains("interrupted\n"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
    }

    void theWatcherSeesNewFiles()
    {
        const QTemporaryDir folder;
        Example watch(u"watch"_s, {folder.path(), u"1"_s});
        QVERIFY(watch.prints("watching\n"));
        QFile file(folder.filePath(u"plate"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(watch.code(), 0);
        QVERIFY(watch.output().contains(": 1 files\n"));
    }

    void wordsAreCounted()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"text"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("one two\nthree");
        file.close();
        Example words(u"words"_s, {file.fileName()});
        QCOMPARE(words.code(), 0);
        QCOMPARE(words.output(), "3 words\n");
        Example none(u"words"_s, {folder.filePath(u"none"_s)});
        QCOMPARE(none.code(), 1);
        QVERIFY(none.output().contains("No such file"));
    }

private:
    /// The reader may join a moment later than the one who speaks.
    static bool sayUntilHeard(IrcClient &who, Example &chat, const QByteArray &words)
    {
        return waitUntil([&] {
            who.send("PRIVMSG #belt :" + words);
            return chat.output().contains(words);
        });
    }
};

QTEST_GUILESS_MAIN(tst_Examples)
#include "tst_Examples.moc"
