// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/Filter.h"
#include "model/filter/FilterPrinter.h"
#include "tests/filter/NaiveFilter.h"
#include "tests/filter/RandomFilter.h"

#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace test;

class tst_FilterProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_seed = qEnvironmentVariableIsSet("LIVEBELT_SEED") ? qEnvironmentVariableIntValue("LIVEBELT_SEED")
                                                            : int(std::random_device()() & 0x7fffffff);
        qInfo("LIVEBELT_SEED=%d", m_seed);
    }

    void whatIsPrintedReadsBackTheSame()
    {
        RandomFilter random{unsigned(m_seed)};
        for (int i = 0; i < 20'000; ++i) {
            const FilterTerm term = random.term(4);
            const QString expression = printed(term);
            const FilterReading reading = Filter::read(expression, RandomFilter::clock());
            QVERIFY2(!reading.error, qPrintable(reading.error ? pointedOut(*reading.error, expression) : QString()));
            const FilterTerm back = reading.filter.term();
            QVERIFY2(back == RandomFilter::atTop(term), qPrintable(expression + u" reads as "_s + printed(back)));
        }
    }

    void aFilterSaysWhatTheNaiveOneSays()
    {
        RandomFilter random{unsigned(m_seed)};
        int matching = 0;
        for (int i = 0; i < 5'000; ++i) {
            const FilterTerm term = random.term(3);
            const QString expression = printed(term);
            const FilterReading reading = Filter::read(expression, RandomFilter::clock());
            QVERIFY2(!reading.error, qPrintable(expression));
            for (int n = 0; n < 20; ++n) {
                const Record record = random.record();
                const bool isMarked = n % 3 == 0;
                const bool expected = naivelyMatches(term, record, u"Feed #ops"_s, isMarked);
                matching += expected;
                QVERIFY2(reading.filter.matches(record, "Feed #ops", isMarked) == expected,
                         qPrintable(expression + (expected ? u" should match "_s : u" should not match "_s) +
                                    RandomFilter::shown(record)));
            }
        }
        QVERIFY2(matching > 10'000 && matching < 90'000, qPrintable(QString::number(matching)));
    }

private:
    int m_seed = 0;
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_FilterProperties)
#include "tst_FilterProperties.moc"
