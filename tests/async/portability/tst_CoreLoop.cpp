// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include "tests/async/portability/Features.h"
#include <livebelt/async/Threads.h>
#include <livebelt/async/Worker.h>

#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Every feature on the loop of a program without windows, and on that of a thread.
class tst_CoreLoop : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void inAProgramWithoutWindows_data() { list(); }
    void inAProgramWithoutWindows()
    {
        QFETCH(int, feature);
        QVERIFY(run(features()[std::size_t(feature)].task()));
    }

    void onAWorker_data() { list(); }
    void onAWorker()
    {
        QFETCH(int, feature);
        Worker worker(u"worker"_s);
        QVERIFY(run(there(&worker, feature)));
    }

private:
    static void list()
    {
        QTest::addColumn<int>("feature");
        const auto all = features();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name.constData()) << int(i);
    }
    static Task<bool> there(Worker *worker, int feature)
    {
        const auto task = features()[std::size_t(feature)].task;
        const bool works = co_await onThread(worker->context(), task);
        co_return works;
    }
};

QTEST_GUILESS_MAIN(tst_CoreLoop)
#include "tst_CoreLoop.moc"
