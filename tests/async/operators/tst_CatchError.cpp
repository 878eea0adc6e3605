// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/CatchError.h>
#include <livebelt/async/operators/Map.h>

#include <QTest>

using namespace livebelt::test;

namespace {

const auto rethrow = [](const std::exception_ptr &error) -> AsyncIterator<int> { std::rethrow_exception(error); };
const auto tens = [](const std::exception_ptr &) { return numbers(2) | map([](int i) { return 10 + i; }); };

} // namespace

class tst_CatchError : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itKeepsTheLaws()
    {
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | catchError(rethrow); }),
                 QStringList());
    }

    void anotherStreamTakesThePlaceOfTheFailedOne()
    {
        for (const bool wait : {false, true}) {
            QStringList log;
            const auto instead = [&log](const std::exception_ptr &error) {
                log.append(u"called"_s);
                return tens(error);
            };
            auto items = watched(&log, failingAfter(2, wait)) | catchError(instead);
            QCOMPARE(run(outcome(std::move(items))), (QStringList{u"0"_s, u"1"_s, u"10"_s, u"11"_s, u"end"_s}));
            QCOMPARE(log, (QStringList{u"source"_s, u"called"_s})); // the failed one has gone by then
        }
    }

    void withoutAnErrorNothingIsCalled()
    {
        bool called = false;
        const auto instead = [&called](const std::exception_ptr &) {
            called = true;
            return numbers(1);
        };
        QCOMPARE(all(numbers(3) | catchError(instead)), upTo(3));
        QVERIFY(!called);
    }

    void onlyErrorsOfTheKindThatIsNamedAreCaught()
    {
        const auto instead = [](const std::runtime_error &error) { return numbers(int(qstrlen(error.what()))); };
        QCOMPARE(all(failingAfter(0, true) | catchError<std::runtime_error>(instead)), upTo(6)); // "broken"
        const auto ofOthers = [](const std::logic_error &) { return numbers(1); };
        QCOMPARE(run(outcome(failingAfter(1, true) | catchError<std::logic_error>(ofOthers))),
                 (QStringList{u"0"_s, u"broken"_s, u"end"_s}));
    }

    void whatItMakesIsNotCaughtAgain()
    {
        const auto failing = [](const std::exception_ptr &) { return failingAfter(1, true); };
        QCOMPARE(run(outcome(failingAfter(1, true) | catchError(failing))),
                 (QStringList{u"0"_s, u"0"_s, u"broken"_s, u"end"_s}));
    }

    void destroyedWhileItWaitsItUnwindsWhatTookThePlace()
    {
        QStringList log;
        Channel<int> silent(1);
        const auto instead = [&](const std::exception_ptr &) { return watched(&log, silent.items(), u"other"_s); };
        auto items = std::make_unique<AsyncIterator<int>>(failingAfter(0, true) | catchError(instead));
        QList<int> got;
        Scope scope;
        scope.spawn(gather(items.get(), &got));
        settle();
        items.reset();
        QCOMPARE(log, QStringList{u"other"_s});
        QTRY_VERIFY(scope.isEmpty());
    }

    void itemsThatCannotBeCopiedPass()
    {
        const auto look = [](std::unique_ptr<int> item) { return *item; };
        const auto instead = [](const std::exception_ptr &) { return owned(1); };
        QCOMPARE(all(owned(2) | catchError(instead) | map(look)), upTo(2));
    }
};

QTEST_GUILESS_MAIN(tst_CatchError)
#include "tst_CatchError.moc"
