// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/Properties.h>

#include <QTest>
#include <thread>

using namespace livebelt::test;

namespace {

class Dial : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int value READ value WRITE setValue NOTIFY valueChanged)
    Q_PROPERTY(int fixed READ value)
public:
    int value() const { return m_value; }
    void setValue(int value)
    {
        m_value = value;
        Q_EMIT valueChanged(value);
    }

Q_SIGNALS:
    void valueChanged(int value);

private:
    std::atomic<int> m_value = 0;
};

} // namespace

class tst_Properties : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void theValueNowAndThenEachChange_data()
    {
        QTest::addColumn<bool>("byName");
        QTest::newRow("by its functions") << false;
        QTest::newRow("by its name") << true;
    }

    void theValueNowAndThenEachChange()
    {
        QFETCH(bool, byName);
        auto dial = std::make_unique<Dial>();
        dial->setValue(1);
        auto values = of(dial.get(), byName);
        dial->setValue(2); // before the first next(): that gives the value then, once
        QList<int> got;
        Scope scope;
        scope.spawn(gather(&values, &got));
        QCOMPARE(got, QList<int>{2});
        settle();
        QCOMPARE(got, QList<int>{2});
        dial->setValue(3);
        QCOMPARE(got, QList<int>{2}); // nobody is resumed inside of an emit
        settle();
        dial->setValue(4);
        settle();
        QCOMPARE(got, (QList<int>{2, 3, 4}));
        dial->setValue(5);
        dial->setValue(6);
        settle();
        QCOMPARE(got, (QList<int>{2, 3, 4, 6})); // the newest
        dial.reset();
        QTRY_VERIFY(scope.isEmpty());
    }

    void aSlowConsumerGetsTheNewest()
    {
        Dial dial;
        auto values = of(&dial, true);
        QList<int> got;
        run(gather(&values, &got, 1));
        dial.setValue(1);
        dial.setValue(2);
        run(gather(&values, &got, 2));
        QCOMPARE(got, (QList<int>{0, 2}));
    }

    void anObjectThatHasGoneGivesNothing()
    {
        for (const bool byName : {false, true}) {
            auto dial = std::make_unique<Dial>();
            auto values = of(dial.get(), byName);
            dial.reset();
            QList<int> got;
            run(gather(&values, &got));
            QVERIFY(got.isEmpty());
        }
    }

    void aChangeMayBeToldOfOnAnotherThread()
    {
        Dial dial;
        auto values = of(&dial, true);
        QList<int> got;
        Scope scope;
        scope.spawn(gather(&values, &got, 2));
        std::thread thread([&dial] { dial.setValue(7); });
        QTRY_COMPARE(got, (QList<int>{0, 7}));
        thread.join();
    }

    void anyFunctionReadsIt()
    {
        Dial dial;
        const auto read = [](const Dial *from) { return QString::number(from->value()); };
        auto texts = propertyOf(&dial, read, &Dial::valueChanged);
        QList<QString> got;
        run(gather(&texts, &got, 1));
        QCOMPARE(got, QList<QString>{u"0"_s});
        auto converted = propertyOf<QString>(&dial, "value");
        run(gather(&converted, &got, 2));
        QCOMPARE(got.last(), u"0"_s);
    }

    void whatCannotBeFollowedSaysWhy()
    {
        Dial dial;
        const auto why = [&dial](const char *name) {
            try {
                (void)propertyOf<int>(&dial, name);
            } catch (const std::invalid_argument &error) {
                return QString::fromUtf8(error.what());
            }
            return QString();
        };
        QVERIFY2(why("volume").endsWith(u"Dial::volume is no property"_s), qPrintable(why("volume")));
        QVERIFY2(why("fixed").endsWith(u"Dial::fixed has no notify signal"_s), qPrintable(why("fixed")));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, (void)propertyOf<QObject *>(&dial, "value"));
    }

    void aCancelledWaitLosesNoChange()
    {
        Dial dial;
        auto values = of(&dial, false);
        QList<int> got;
        run(gather(&values, &got, 1));
        {
            Scope scope;
            scope.spawn(gather(&values, &got));
            settle();
            dial.setValue(9);
        }
        run(gather(&values, &got, 2));
        QCOMPARE(got, (QList<int>{0, 9}));
    }

private:
    static AsyncIterator<int> of(Dial *dial, bool byName)
    {
        return byName ? propertyOf<int>(dial, "value") : propertyOf(dial, &Dial::value, &Dial::valueChanged);
    }
};

QTEST_GUILESS_MAIN(tst_Properties)
#include "tst_Properties.moc"
