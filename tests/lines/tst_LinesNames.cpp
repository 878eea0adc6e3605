// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/ConnectedFeed.h"
#include "sources/lines/DatagramConnection.h"
#include "tests/support/FeedRun.h"
#include "tests/support/ServerProcess.h"
#include <livebelt/async/Timers.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace livebelt;
using namespace livebelt::test;

namespace {

/// Knows this computer by one name, answers nothing about another, and counts what it is asked.
struct Resolver
{
    async::Task<HostNames::Addresses> lookUp(QString name)
    {
        ++asked;
        if (name == u"silent.example"_s)
            co_await async::sleepFor(std::chrono::hours(1));
        HostNames::Addresses found;
        if (name == u"here.example"_s)
            found.append(QHostAddress(QHostAddress::LocalHost));
        co_return found;
    }
    /// Datagrams as the program opens them, but for the one who is asked, and for the waits.
    FeedKind kind()
    {
        FeedKind kind;
        kind.open = [this](const FeedAddress &address, const Credentials &) -> Result<std::unique_ptr<Feed>> {
            const UdpAddress udp = *UdpAddress::from(address);
            const auto names = std::make_shared<HostNames>([this](QString name) { return lookUp(std::move(name)); });
            auto connect = [udp, names, attempt = 0](ConnectionLog &log) mutable {
                return std::make_unique<DatagramConnection>(udp, attempt++, *names, log);
            };
            const std::chrono::milliseconds soon(1);
            return std::unique_ptr<Feed>(
                std::make_unique<ConnectedFeed>(udp.where(), connect, async::Backoff(soon, soon, 0)));
        };
        return kind;
    }
    int asked = 0;
};

} // namespace

/// Hosts that are given by name.
class tst_LinesNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFeedThatReconnectsDoesNotAskAgain();
    void aNameThatNobodyKnowsIsExplained();
    void whoClosesDoesNotWaitForTheAnswer();
};

void tst_LinesNames::aFeedThatReconnectsDoesNotAskAgain()
{
    Resolver resolver;
    FeedRun run(resolver.kind(), u"udp://here.example:%1?hello=hi"_s.arg(ServerProcess::freePort()));
    QVERIFY(run.waitFor(NoticeType::Disconnected, 3));
    QVERIFY(run.text(NoticeType::Disconnected).contains("Nobody listens on UDP port"));
    QCOMPARE(resolver.asked, 1);
}

void tst_LinesNames::aNameThatNobodyKnowsIsExplained()
{
    Resolver resolver;
    FeedRun run(resolver.kind(), u"udp://gone.example:4000?hello=hi"_s);
    QVERIFY(run.waitFor(NoticeType::Disconnected, 3));
    QVERIFY(run.text(NoticeType::Disconnected).contains("There is no host named gone.example"));
    QCOMPARE(resolver.asked, 1);
}

void tst_LinesNames::whoClosesDoesNotWaitForTheAnswer()
{
    Resolver resolver;
    FeedRun run(resolver.kind(), u"udp://silent.example:4000?hello=hi"_s);
    QTRY_COMPARE(resolver.asked, 1);
    run.close();
    QVERIFY(run.waitForEnd());
    QCOMPARE(run.count(NoticeType::Connected), 0);
}

QTEST_GUILESS_MAIN(tst_LinesNames)
#include "tst_LinesNames.moc"
