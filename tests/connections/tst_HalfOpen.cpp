// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/http/HttpKinds.h"
#include "sources/irc/IrcKind.h"
#include "sources/irc/twitch/TwitchKind.h"
#include "sources/mqtt/MqttKind.h"
#include "sources/sql/SqlKind.h"
#include "sources/websocket/WebSocketKind.h"
#include "tests/http/NodeServer.h"
#include "tests/irc/FakeTwitch.h"
#include "tests/irc/IrcServers.h"
#include "tests/lines/LinesFeeds.h"
#include "tests/lines/Talker.h"
#include "tests/mqtt/Broker.h"
#include "tests/sql/MariaServer.h"
#include "tests/sql/OdbcServer.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"
#include "tests/websocket/WebSocketPeer.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace livebelt;
using namespace livebelt::test;

/// Peers that are gone without a word: every kind over TCP at once, in a network of the test's own, whose packets are
/// dropped from one moment to the next. The time is real, as it is the kernel that asks.
class tst_HalfOpen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isNoticedWithinThirtySecondsByEveryKind();

private:
    struct Watched
    {
        QByteArray name;
        std::unique_ptr<FeedRun> run;
        double seconds = 0; ///< until it was noticed
    };
    void open(const QByteArray &name, const FeedKind &kind, const QString &address,
              const Credentials &credentials = {});
    bool allHave(NoticeType type) const;
    QByteArray dump() const;
    static bool command(const QString &program, const QStringList &arguments);

    Talker m_lines;
    Broker m_broker;
    NodeServer m_http{u"events.js"_s};
    Ngircd m_irc;
    FakeTwitch m_twitch;
    WebSocketPeer m_webSocket{WebSocketPeer::Program::Python};
    OdbcServer m_postgres;
    MariaServer m_maria;
    std::vector<Watched> m_all;
};

bool tst_HalfOpen::command(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(program, arguments);
    return process.waitForFinished() && process.exitCode() == 0;
}

void tst_HalfOpen::initTestCase()
{
    QVERIFY2(command(u"ip"_s, {u"link"_s, u"set"_s, u"lo"_s, u"up"_s}), "apt install iproute2");
    QVERIFY2(m_broker.start(), m_broker.error());
    QVERIFY2(m_http.start(), m_http.error());
    QVERIFY2(m_irc.start(), m_irc.process().error());
    QVERIFY(m_twitch.isListening());
    const QString problem = m_webSocket.start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY2(m_postgres.start(), m_postgres.error());
    m_postgres.sql("CREATE TABLE t (id int)");
    QVERIFY2(m_maria.start(), m_maria.error());
    m_maria.sql("CREATE TABLE t (id int)");
}

void tst_HalfOpen::open(const QByteArray &name, const FeedKind &kind, const QString &address,
                        const Credentials &credentials)
{
    m_all.push_back({name, std::make_unique<FeedRun>(kind, address, credentials)});
}

bool tst_HalfOpen::allHave(NoticeType type) const
{
    return std::all_of(m_all.begin(), m_all.end(), [type](const Watched &one) { return one.run->count(type) > 0; });
}

QByteArray tst_HalfOpen::dump() const
{
    QByteArray text;
    for (const Watched &one : m_all) {
        text += one.name + ": " + QByteArray::number(one.seconds, 'f', 1) +
                " s: " + one.run->text(NoticeType::Disconnected) + "\n    " + one.run->text(NoticeType::Reconnected) +
                one.run->text(NoticeType::Failed) + '\n';
    }
    return text;
}

void tst_HalfOpen::isNoticedWithinThirtySecondsByEveryKind()
{
    const quint16 port = ServerProcess::freePort();
    const QString problem = m_lines.start(u"nc"_s, {u"-lkv"_s, u"127.0.0.1"_s, QString::number(port)}, "Listening on");
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString tcp = u"tcp://127.0.0.1:%1"_s.arg(port);
    open("tcp", kindOf(tcp), tcp);
    open("mqtt", mqttKind(), m_broker.url(u"a"_s));
    open("sse", sseKind(), m_http.url(u"sse"_s, u"sse"_s));
    open("ndjson", ndjsonKind(), m_http.url(u"ndjson"_s, u"ndjson"_s));
    open("poll", pollKind(), m_http.url(u"poll"_s, u"page#every=1s&items=items"_s));
    open("irc", ircKind(), u"irc://127.0.0.1:%1/#a"_s.arg(m_irc.port()));
    open("twitch", twitchKind(), u"twitch:a?server=127.0.0.1:%1&tls=0"_s.arg(m_twitch.port()));
    open("websocket", webSocketKind(), m_webSocket.address());
    const QString looks = u"table=t&after=id&every=1s"_s;
    open("postgresql, announced", sqlKind(u"postgresql"_s), m_postgres.PostgresServer::address(u"listen=news"_s),
         PostgresServer::credentials());
    open("postgresql", sqlKind(u"postgresql"_s), m_postgres.PostgresServer::address(looks),
         PostgresServer::credentials());
    open("odbc", sqlKind(u"odbc"_s), m_postgres.address(looks), OdbcServer::credentials());
    open("mysql", sqlKind(u"mysql"_s), m_maria.address(looks), MariaServer::credentials());
    QVERIFY2(waitUntil([this] { return allHave(NoticeType::Connected); }), dump().constData());
    QVERIFY2(command(u"nft"_s, {u"table inet cut { chain input { type filter hook input priority 0; drop; }; }"_s}),
             "apt install nftables");
    const qint64 cutAt = nowMicros();
    QElapsedTimer timer;
    timer.start();
    const auto isNoticed = [&] {
        for (Watched &one : m_all) {
            if (one.seconds <= 0 && one.run->count(NoticeType::Disconnected) > 0)
                one.seconds = double(timer.elapsed()) / 1000;
        }
        return allHave(NoticeType::Disconnected);
    };
    const bool areNoticed = waitUntil(isNoticed, 35'000);
    QVERIFY(command(u"nft"_s, {u"flush"_s, u"ruleset"_s}));
    qInfo().noquote() << dump();
    QVERIFY2(areNoticed, "see above");
    for (const Watched &one : m_all)
        QVERIFY2(one.seconds <= 30, one.name.constData());
    QVERIFY2(waitUntil([this] { return allHave(NoticeType::Reconnected); }), dump().constData());
    for (const Watched &one : m_all) { // the gap begins when the other side was heard, not when that was noticed
        const auto back = std::find_if(one.run->records().begin(), one.run->records().end(), [](const Record &record) {
            return noticeType(record) == NoticeType::Reconnected;
        });
        const auto from = fromRfc3339(fieldValue(back->fields, "from"));
        const double late = double(from.value_or(0) - cutAt) / 1e6;
        QVERIFY2(from && late > -20 && late < 3, (one.name + QByteArray::number(late)).constData());
    }
}

/// In a network of its own, which only ends with it.
int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("LIVEBELT_OWN_NETWORK")) {
        qputenv("LIVEBELT_OWN_NETWORK", "1");
        std::vector<char *> arguments{const_cast<char *>("unshare"), const_cast<char *>("--net")};
        if (geteuid() != 0) { // rights of its own in there, as who it is: the databases do not run as root
            arguments.push_back(const_cast<char *>("--map-current-user"));
            arguments.push_back(const_cast<char *>("--keep-caps"));
        }
        arguments.insert(arguments.end(), argv, argv + argc);
        arguments.push_back(nullptr);
        execvp("unshare", arguments.data());
        return 1;
    }
    QCoreApplication application(argc, argv);
    tst_HalfOpen test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_HalfOpen.moc"
