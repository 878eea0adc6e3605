// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/Secrets.h"
#include "app/window/LiveWorkspace.h"
#include "app/window/SavedFeeds.h"
#include "sources/async/Scope.h"
#include "tests/app/Keyring.h"
#include "tests/mqtt/Broker.h"
#include "tests/support/WaitUntil.h"

#include <QDirIterator>
#include <QSettings>
#include <QSignalSpy>
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
    void theKeychainGivesBackWhatItKeeps();
    void theEnvironmentComesFirst();
    void withoutAKeychainASentenceSaysWhatToDo();
    void aCommandTakesThePasswordFromTheKeychainAndTellsNobody();
    void theWindowKeepsThePasswordInTheKeychainAlone();

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
}

void tst_Secrets::areWantedWhereSomebodyIsNamed()
{
    QVERIFY(!Secrets::mayBeWanted(address(u"mqtt://host/#"_s)));
    QVERIFY(Secrets::mayBeWanted(address(u"mqtt://alice@host/#"_s)));
    QVERIFY(Secrets::mayBeWanted(address(u"sse+https://host/a#auth=bearer"_s)));
    QVERIFY(Secrets::mayBeWanted(address(u"tcp://host:1?proxy=socks5://bob@proxy:1080"_s)));
    QVERIFY(Secrets::mayBeWanted(address(u"tls://host:1?cert=/a.pem"_s)));
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

QTEST_GUILESS_MAIN(tst_Secrets)
#include "tst_Secrets.moc"
