// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include "tests/async/portability/Features.h"

#include <QGuiApplication>
#include <QTest>

using namespace livebelt::test;

/// Every feature on the loop of a program with windows.
class tst_GuiLoop : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void inAProgramWithWindows_data()
    {
        QVERIFY(qobject_cast<QGuiApplication *>(QCoreApplication::instance()));
        QTest::addColumn<int>("feature");
        const auto all = features();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name.constData()) << int(i);
    }
    void inAProgramWithWindows()
    {
        QFETCH(int, feature);
        QVERIFY(run(features()[std::size_t(feature)].task()));
    }
};

QTEST_MAIN(tst_GuiLoop)
#include "tst_GuiLoop.moc"
