// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/FeedTest.h"
#include "tests/support/ServerProcess.h"
#include <livebelt/async/Scope.h>

#include <QTemporaryDir>
#include <QTest>
#include <optional>

using namespace livebelt;
using namespace Qt::StringLiterals;
using State = TestProgress::State;

/// A feed that is tried out, with kinds that need no server.
class tst_FeedTest : public QObject
{
    Q_OBJECT

private:
    void begin(const QString &address)
    {
        m_last = {};
        m_isOver = false;
        m_scope.emplace();
        m_scope->spawn(follow(runFeedTest(&m_kinds, this, *FeedAddress::parse(address), {})));
    }
    async::Task<void> follow(async::AsyncIterator<TestProgress> test)
    {
        while (auto progress = co_await test.next())
            m_last = std::move(*progress);
        m_isOver = true;
    }
    const FeedKinds m_kinds;
    TestProgress m_last;
    bool m_isOver = false;
    std::optional<async::Scope> m_scope;

private Q_SLOTS:
    void cleanup() { m_scope.reset(); }

    void whatComesIsShownWithoutNotices()
    {
        begin(u"system:?every=100ms"_s);
        QTRY_VERIFY(m_isOver);
        QCOMPARE(m_last.state, State::Data);
        QCOMPARE(m_last.sample.size(), 20u);
        QVERIFY(std::none_of(m_last.sample.begin(), m_last.sample.end(),
                             [](const Record &record) { return record.kind == RecordKind::Notice; }));
        QVERIFY(m_last.problem.isEmpty());
    }

    void whatEndsAtOnceIsShownWhole()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"x"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("one\ntwo\n") > 0);
        file.close();
        begin(u"file:%1?follow=0"_s.arg(file.fileName()));
        QTRY_VERIFY(m_isOver);
        QCOMPARE(m_last.state, State::Data);
        QCOMPARE(m_last.sample.size(), 2u);
    }

    void whatIsWrongIsSaid()
    {
        begin(u"capture:/no/such.livebelt"_s);
        QTRY_VERIFY(m_isOver);
        QCOMPARE(m_last.state, State::Failed);
        QVERIFY2(m_last.problem.contains(u"/no/such.livebelt"_s), qPrintable(m_last.problem));
    }

    void whatDoesNotConnectSaysWhyAtOnce()
    {
        begin(u"tcp://127.0.0.1:%1"_s.arg(test::ServerProcess::freePort()));
        QTRY_VERIFY_WITH_TIMEOUT(m_isOver, 10'000);
        QCOMPARE(m_last.state, State::Failed);
        QVERIFY2(m_last.problem.contains(u"refuses connections"_s), qPrintable(m_last.problem));
        QVERIFY(m_last.sample.empty());
    }

    void aQuietFeedIsConnectedAndGoesOnUntilNobodyAsks()
    {
        begin(u"every:1h"_s);
        QTRY_COMPARE(m_last.state, State::Connected);
        QVERIFY(m_last.sample.empty() && !m_isOver);
    }
};

QTEST_GUILESS_MAIN(tst_FeedTest)
#include "tst_FeedTest.moc"
