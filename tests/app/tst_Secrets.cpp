// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/DiscreetFeed.h"
#include "app/feeds/FeedKinds.h"
#include "app/feeds/Secrets.h"
#include "app/window/LiveWorkspace.h"
#include "app/window/SavedFeeds.h"
#include "tests/app/Keyring.h"
#include "tests/mqtt/Broker.h"
#include "tests/support/WaitUntil.h"
#include <livebelt/async/Scope.h>

#include <QDirIterator>
#include <QSettings>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

const QString secret = u"correct horse battery staple"_s;

FeedAddress address(const QString &text)
{
    return *FeedAddress::parse(text);
}

template<typename T>
async::Task<void> take(async::Task<T> task, std::optional<T> *result)
{
    result->emplace(co_await std::move(task));
}

template<typename T>
T result(async::Task<T> task)
{
    async::Scope scope;
    std::optional<T> result;
    scope.spawn(take(std::move(task), &result));
    if (!waitUntil([&] { return result.has_value(); }))
        qFatal("the keychain does not answer");
    return *std::move(result);
}

} // namespace

/// Passwords: found in the environment and in a real keychain, and nowhere else.
class tst_Secrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void areWantedWhereSomebodyIsNamed();
    void tokensOfTwoPathsAreKeptApart();
    void aTokenOfAServerIsSentAndStandsNowhere_data();
    void aTokenOfAServerIsSentAndStandsNowhere();
    void whatTravelsInTheClearIsSaid();
    void theKeychainGivesBackWhatItKeeps();
    void aChatServersPasswordAndChannelKeysNeedNoUser();
    void theEnvironmentComesFirst();
    void withoutAKeychainASentenceSaysWhatToDo();
    void aCommandTakesThePasswordFromTheKeychainAndTellsNobody();
    void theWindowKeepsThePasswordInTheKeychainAlone();
    void aWrongPasswordIsMendedWhereTheFeedIs();

private:
    Keyring m_keyring;
};

void tst_Secrets::initTestCase()
{
    const QString problem = m_keyring.start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void tst_Secrets::cleanup()
{
    qunsetenv("LIVEBELT_PASSWORD");
    qunsetenv("LIVEBELT_CHANNEL_KEYS");
}

void tst_Secrets::areWantedWhereSomebodyIsNamed()
{
    QVERIFY(!Secrets::mayBeWanted(address(u"mqtt://host/#"_s)));
    QVERIFY(Secrets::mayBeWanted(address(u"mqtt://alice@host/#"_s)));
    QVERIFY(Secrets::mayBeWanted(address(u"sse+https://host/a#auth=bearer"_s)));
    QVERIFY(!Secrets::mayBeWanted(address(u"ircs://host/#a"_s)));
    QVERIFY(Secrets::mayBeWanted(address(u"ircs://host/#a?auth=server"_s)));
    QVERIFY(Secrets::mayBeWanted(address(u"ircs://host/#a?locked=#a"_s)));
    QVERIFY(Secrets::mayBeWanted(address(u"tcp://host:1?proxy=socks5://bob@proxy:1080"_s)));
    QVERIFY(Secrets::mayBeWanted(address(u"tls://host:1?cert=/a.pem"_s)));
    for (const QString &text : {u"sse+https://host/a#auth=header:X-Api-Key"_s, u"wss://host/a#auth=query:k"_s,
                                u"wss://host/a?token=$PASSWORD"_s, u"wss://host/#first=$PASSWORD"_s,
                                u"sse+https://host/#header=X-Api-Key:$PASSWORD"_s, u"mqtt://ada:$PASSWORD@host/a"_s}) {
        QVERIFY2(Secrets::mayBeWanted(address(text)), qPrintable(text));
        QVERIFY2(Secrets::isRequired(address(text)), qPrintable(text));
    }
    QVERIFY(!Secrets::isRequired(address(u"sse+https://ada@host/a#auth=basic"_s)));
}

void tst_Secrets::tokensOfTwoPathsAreKeptApart()
{
    const FeedAddress one = address(u"wss://host/a?token=$PASSWORD"_s),
                      two = address(u"wss://host/b?token=$PASSWORD"_s);
    Credentials first{{}, u"first"_s}, second{{}, u"sec/nd"_s};
    second.passwordInUrl = u"sec/nd"_s;
    QVERIFY(result(Secrets::keep(one, first)));
    QVERIFY(result(Secrets::keep(two, second)));
    QCOMPARE(result(Secrets::find(one))->password, u"first"_s);
    QCOMPARE(result(Secrets::find(two))->passwordInUrl, u"sec/nd"_s);
    QCOMPARE(result(Secrets::find(two, first))->password, u"first"_s);
}

void tst_Secrets::aTokenOfAServerIsSentAndStandsNowhere_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("typed in the URL") << u"/a?x=&access_token=t0p%2Fs+cret"_s << QString()
                                      << QByteArray("GET /a?x=&access_token=t0p%2Fs+cret HTTP");
    QTest::newRow("typed for a user") << u"ada:t0p%2Fs+cret@/a"_s << QString()
                                      << "Basic " + QByteArray("ada:t0p/s+cret").toBase64();
    QTest::newRow("marked in the URL") << u"/a?access_token=$PASSWORD"_s << u"t0p/s+cret"_s
                                       << QByteArray("GET /a?access_token=t0p%2Fs%2Bcret HTTP");
    QTest::newRow("a header") << u"/a#auth=header:X-Api-Key"_s << u"t0p/s+cret"_s
                              << QByteArray("X-Api-Key: t0p/s+cret");
    QTest::newRow("a marked header") << u"/a#header=X-Api-Key:$PASSWORD"_s << u"t0p/s+cret"_s
                                     << QByteArray("X-Api-Key: t0p/s+cret");
    QTest::newRow("in the query") << u"/a#auth=query:k"_s << u"t0p/s+cret"_s << QByteArray("GET /a?k=t0p%2Fs%2Bcret");
    QTest::newRow("in a body") << u"/a#body={\"k\":\"$PASSWORD\"}"_s << u"t0p/s+cret"_s
                               << QByteArray("{\"k\":\"t0p/s+cret\"}");
}

/// A server that refuses, and repeats in its answer what it was sent; then one that serves.
void tst_Secrets::aTokenOfAServerIsSentAndStandsNowhere()
{
    QFETCH(QString, address);
    QFETCH(QString, environment);
    QFETCH(QByteArray, sent);
    QByteArray requests;
    bool serves = false;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
            const QByteArray request = socket->readAll();
            requests += request;
            const QByteArray body = serves ? QByteArray("data: hello\n\n") : "you said " + request;
            socket->write((serves ? "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                                  : "HTTP/1.1 403 No\r\nContent-Type: text/plain\r\nContent-Length: " +
                                        QByteArray::number(body.size()) + "\r\n\r\n") +
                          body);
        });
    });
    const QTemporaryDir folder;
    const QString capture = folder.filePath(u"a.livebelt"_s), host = u"127.0.0.1:%1"_s.arg(server.serverPort());
    const QString url =
        u"sse+http://"_s + (address.contains(u'@') ? QString(address).replace(u'@', u'@' + host) : host + address);
    QByteArray said;
    const auto run = [&](const QStringList &arguments) {
        QProcess program;
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        variables.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s);
        if (!environment.isEmpty())
            variables.insert(u"LIVEBELT_PASSWORD"_s, environment);
        program.setProcessEnvironment(variables);
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(qEnvironmentVariable("LIVEBELT_PROGRAM"), arguments);
        const bool ended = waitUntil([&] { return program.state() == QProcess::NotRunning; });
        said += program.readAll();
        return ended;
    };
    QVERIFY(run({u"record"_s, url, u"--to"_s, capture, u"--for"_s, u"20s"_s}));
    QVERIFY2(said.contains("403"), said.constData());
    QVERIFY2(requests.contains(sent), requests.constData());
    serves = true;
    QVERIFY(run({u"record"_s, url, u"--to"_s, capture, u"--count"_s, u"1"_s}));
    QVERIFY(run({u"info"_s, capture}));
    QVERIFY(run({u"export"_s, capture, u"--format"_s, u"jsonl"_s}));
    QVERIFY2(said.contains("hello"), said.constData());

    QDirIterator it(folder.path(), QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        said += file.readAll();
    }
    for (const char *form : {"t0p/s+cret", "t0p%2Fs+cret", "t0p%2Fs%2Bcret", "YWRhOnQwcC9zK2NyZXQ="})
        QVERIFY2(!said.contains(form), form);
}

void tst_Secrets::whatTravelsInTheClearIsSaid()
{
    const Credentials all{u"ada"_s, secret, u"of the proxy"_s};
    const FeedKinds kinds;
    const auto warning = [&](const QString &text) {
        const FeedAddress parsed = address(text);
        return clearTextWarning((*kinds.find(parsed))->description, parsed, all);
    };
    for (const QString &text :
         {u"mqtt://ada@far/a"_s, u"mqtt+ws://ada@far/a"_s, u"irc://ada@far/#a"_s, u"ws://far/"_s, u"sse+http://far/"_s,
          u"ndjson+http://far/"_s, u"poll+http://far/"_s, u"postgresql://ada@far/a?table=b&tls=off"_s,
          u"mysql://ada@far/a?table=b&tls=off"_s, u"sse+https://far/#proxy=http://bob@proxy:1"_s})
        QVERIFY2(warning(text).contains(u"unencrypted"_s), qPrintable(text));
    for (const QString &text : {u"mqtts://ada@far/a"_s, u"mqtts+ws://ada@far/a"_s, u"ircs://ada@far/#a"_s,
                                u"wss://far/"_s, u"sse+https://far/"_s, u"postgresql://ada@far/a?table=b"_s,
                                u"mqtt://ada@localhost/a"_s, u"mqtt://ada@[::1]/a"_s, u"mqtt://ada@127.0.0.2/a"_s,
                                u"twitch:a"_s, u"system:"_s, u"sse+https://far/#proxy=http://bob@127.0.0.1:1"_s})
        QCOMPARE(warning(text), QString());
}

void tst_Secrets::theKeychainGivesBackWhatItKeeps()
{
    const FeedAddress one = address(u"mqtt://alice@host/a"_s), sameAccount = address(u"mqtt://alice@host/b"_s);
    const FeedAddress other = address(u"mqtt://bob@host/a"_s);
    const Credentials all{u"alice"_s, secret, u"of the proxy"_s, u"of the key"_s};
    const Result<void> kept = result(Secrets::keep(one, all));
    QVERIFY2(kept, qPrintable(kept.error()));
    const Result<Credentials> found = result(Secrets::find(sameAccount));
    QVERIFY2(found, qPrintable(found.error()));
    QCOMPARE(found->user, u"alice"_s);
    QCOMPARE(found->password, secret);
    QCOMPARE(found->proxyPassword, u"of the proxy"_s);
    QCOMPARE(found->keyPassword, u"of the key"_s);

    const Result<Credentials> none = result(Secrets::find(other));
    QVERIFY2(none, qPrintable(none.error()));
    QVERIFY(!none->hasSecrets());
    QVERIFY(result(Secrets::forget(one)));
    QVERIFY(!result(Secrets::find(one))->hasSecrets());
    QVERIFY(result(Secrets::forget(one)));
}

void tst_Secrets::aChatServersPasswordAndChannelKeysNeedNoUser()
{
    const FeedAddress locked = address(u"ircs://host/#a,#b?auth=server&locked=#a"_s);
    Credentials both;
    both.password = secret;
    both.channelKeys = u"of a"_s;
    QVERIFY(result(Secrets::keep(locked, both)));
    QCOMPARE(result(Secrets::find(locked))->password, secret);
    QCOMPARE(result(Secrets::find(locked))->channelKeys, u"of a"_s);
    // Another channel has another key, and none stands in for it.
    QVERIFY(!result(Secrets::find(address(u"ircs://host/#b?auth=server&locked=#b"_s)))->hasSecrets());

    qputenv("LIVEBELT_PASSWORD", "new");
    qputenv("LIVEBELT_CHANNEL_KEYS", "key");
    QCOMPARE(result(Secrets::find(locked))->password, u"new"_s);
    QCOMPARE(result(Secrets::find(locked))->channelKeys, u"key"_s);
    QVERIFY(!result(Secrets::find(address(u"ircs://host/#a"_s)))->hasSecrets());
}

void tst_Secrets::theEnvironmentComesFirst()
{
    const FeedAddress one = address(u"mqtt://alice@first/a"_s);
    QVERIFY(result(Secrets::keep(one, {u"alice"_s, u"old"_s})));
    qputenv("LIVEBELT_PASSWORD", "new");
    QCOMPARE(result(Secrets::find(one))->password, u"new"_s);
    QVERIFY(!result(Secrets::find(address(u"mqtt://first/a"_s)))->hasSecrets());
}

void tst_Secrets::withoutAKeychainASentenceSaysWhatToDo()
{
    // Another process, as this one has found its bus.
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere"_s);
    program.setProcessEnvironment(environment);
    const QString port = QString::number(ServerProcess::freePort());
    program.start(qEnvironmentVariable("LIVEBELT_PROGRAM"),
                  {u"watch"_s, u"mqtt://alice@127.0.0.1:%1/#"_s.arg(port), u"--for"_s, u"200ms"_s});
    QVERIFY(program.waitForFinished());
    const QByteArray said = program.readAllStandardError();
    QVERIFY2(said.contains("keychain") && said.contains("LIVEBELT_PASSWORD"), said);
}

void tst_Secrets::aCommandTakesThePasswordFromTheKeychainAndTellsNobody()
{
    Broker broker;
    broker.wantPassword(u"alice"_s, secret);
    QVERIFY2(broker.start(), broker.error());
    const QString url = u"mqtt://alice@127.0.0.1:%1/secrets/#"_s.arg(broker.port());
    QVERIFY(result(Secrets::keep(address(url), {u"alice"_s, secret})));

    const QTemporaryDir folder;
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s);
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(qEnvironmentVariable("LIVEBELT_PROGRAM"),
                  {u"record"_s, url, u"--to"_s, folder.filePath(u"a.livebelt"_s), u"--count"_s, u"1"_s});
    QVERIFY(program.waitForStarted());
    QVERIFY(
        broker.publish({u"-u"_s, u"alice"_s, u"-P"_s, secret, u"-t"_s, u"secrets/a"_s, u"-m"_s, u"hello"_s, u"-r"_s}));
    QVERIFY(program.waitForFinished());
    const QByteArray said = program.readAll();
    QVERIFY2(program.exitCode() == 0, said);
    QVERIFY2(!said.contains(secret.toUtf8()), said);
    int files = 0;
    QDirIterator it(folder.path(), QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains(secret.toUtf8()), qPrintable(file.fileName()));
        QVERIFY(bytes.contains("hello"));
        ++files;
    }
    QCOMPARE(files, 1);
}

void tst_Secrets::theWindowKeepsThePasswordInTheKeychainAlone()
{
    const QTemporaryDir folder;
    const QString url = u"mqtt://alice@127.0.0.1:%1/#"_s.arg(ServerProcess::freePort());
    {
        QSettings settings(folder.filePath(u"livebelt.ini"_s), QSettings::IniFormat);
        settings.setValue(u"feeds/size"_s, 0);
        LiveWorkspace workspace(folder.filePath(u"a.livebelt"_s));
        SavedFeeds saved(settings, workspace);
        saved.open();
        QVERIFY(workspace.addFeed(address(url), {}, {u"alice"_s, secret}));
        workspace.keepSecrets(address(url), {u"alice"_s, secret});
        QVERIFY(waitUntil([&] { return result(Secrets::find(address(url)))->password == secret; }));
        QVERIFY(waitUntil([&] { return workspace.feeds().status(1)->state == FeedState::Waiting; }));
        QSignalSpy closed(&workspace, &LiveWorkspace::closed);
        workspace.close();
        QVERIFY(closed.wait());
    }
    int files = 0;
    QDirIterator it(folder.path(), QDir::Files);
    while (it.hasNext()) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains(secret.toUtf8()), qPrintable(file.fileName()));
        QVERIFY2(bytes.contains("alice"), qPrintable(file.fileName()));
        ++files;
    }
    QCOMPARE(files, 2);
}

void tst_Secrets::aWrongPasswordIsMendedWhereTheFeedIs()
{
    Broker broker;
    broker.wantPassword(u"alice"_s, secret);
    QVERIFY2(broker.start(), broker.error());
    const FeedAddress to = address(u"mqtt://alice@127.0.0.1:%1/#"_s.arg(broker.port()));
    const QTemporaryDir folder;
    LiveWorkspace workspace(folder.filePath(u"a.livebelt"_s));
    const auto feed = workspace.addFeed(to, {}, {u"alice"_s, u"wrong"_s});
    QVERIFY(feed);
    const auto status = [&] { return *workspace.feeds().status(*feed); };
    QVERIFY(waitUntil([&] { return status().state == FeedState::Failed; }));
    QVERIFY2(status().wantsPassword, qPrintable(status().problem));
    QVERIFY(workspace.changeFeed(*feed, to, status().name, {u"alice"_s, secret}));
    QVERIFY(waitUntil([&] { return status().state == FeedState::Live; }));
    QVERIFY(!status().wantsPassword && status().problem.isEmpty());
    // Another option, and no password typed: the one in use stays.
    QVERIFY(workspace.changeFeed(*feed, address(to.toString() + u"?qos=1"_s), status().name, {u"alice"_s, {}}));
    QVERIFY(waitUntil([&] { return status().address.endsWith(u"qos=1"_s) && status().state == FeedState::Live; }));
    QSignalSpy closed(&workspace, &LiveWorkspace::closed);
    workspace.close();
    QVERIFY(closed.wait());
}

QTEST_GUILESS_MAIN(tst_Secrets)
#include "tst_Secrets.moc"
