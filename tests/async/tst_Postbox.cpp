// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include <livebelt/async/Postbox.h>

#include <QTest>
#include <QThread>
#include <memory>
#include <thread>
#include <vector>

using namespace livebelt::async;

class tst_Postbox : public livebelt::test::AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void functionsRunInOrderFromTheEventLoop();
    void whatAFunctionPostsComesAfterTheEventLoopsTurn();
    void everyThreadsFunctionsArriveOnceAndInItsOrder();
    void whatIsUnreadIsDestroyedUncalled();
    void aFunctionMayDestroyTheBox();
    void anyObjectsThreadCanBePostedTo();
};

void tst_Postbox::functionsRunInOrderFromTheEventLoop()
{
    Postbox box;
    QList<int> ran;
    for (int i = 0; i < 3; ++i)
        box.post([&ran, i] { ran.append(i); });
    QVERIFY(ran.isEmpty());
    QCoreApplication::processEvents();
    QCOMPARE(ran, (QList<int>{0, 1, 2}));
}

void tst_Postbox::whatAFunctionPostsComesAfterTheEventLoopsTurn()
{
    Postbox box;
    int rounds = 0;
    std::function<void()> again = [&] {
        ++rounds;
        box.post(again);
    };
    box.post(again);
    QCoreApplication::processEvents();
    QCOMPARE(rounds, 1);
}

void tst_Postbox::everyThreadsFunctionsArriveOnceAndInItsOrder()
{
    constexpr int threads = 4, each = 1000;
    Postbox box;
    std::vector<int> next(threads, 0);
    int received = 0;
    bool inOrder = true;
    std::vector<std::thread> posters;
    posters.reserve(threads);
    for (int t = 0; t < threads; ++t) {
        posters.emplace_back([&, t] {
            for (int i = 0; i < each; ++i) {
                box.post([&, t, i] {
                    inOrder &= next[size_t(t)]++ == i;
                    ++received;
                });
            }
        });
    }
    for (std::thread &poster : posters)
        poster.join();
    QTRY_COMPARE(received, threads * each);
    QVERIFY(inOrder);
}

void tst_Postbox::whatIsUnreadIsDestroyedUncalled()
{
    const auto token = std::make_shared<int>(0);
    bool called = false;
    {
        Postbox box;
        box.post([&called, token] { called = true; });
        QCOMPARE(token.use_count(), 2);
    }
    QCOMPARE(token.use_count(), 1);
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void tst_Postbox::aFunctionMayDestroyTheBox()
{
    auto box = std::make_unique<Postbox>();
    bool calledAfterwards = false;
    box->post([&] { box.reset(); });
    box->post([&] { calledAfterwards = true; });
    QCoreApplication::processEvents();
    QVERIFY(!box);
    QVERIFY(!calledAfterwards);
}

void tst_Postbox::anyObjectsThreadCanBePostedTo()
{
    QObject object;
    Postbox box;
    int called = 0;
    Postbox::postTo(&object, [&] { ++called; });
    Postbox::postTo(&box, [&] { ++called; });
    QCOMPARE(called, 0);
    QCoreApplication::processEvents();
    QCOMPARE(called, 2);
}

QTEST_GUILESS_MAIN(tst_Postbox)
#include "tst_Postbox.moc"
