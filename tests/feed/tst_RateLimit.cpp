// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/RateLimit.h"

#include <QTest>
#include <QTimeZone>

using namespace livebelt;
using namespace Qt::StringLiterals;

using Headers = QList<std::pair<QByteArray, QByteArray>>;
Q_DECLARE_METATYPE(Headers)

class tst_RateLimit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRetryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("milliseconds");
        QTest::newRow("seconds") << QByteArray("120") << qint64(120'000);
        QTest::newRow("zero") << QByteArray("0") << qint64(0);
        QTest::newRow("too many") << QByteArray("99999999999999999999") << qint64(86'400'000);
        QTest::newRow("a date") << QByteArray("Sun, 06 Nov 1994 08:50:37 GMT") << qint64(60'000);
        QTest::newRow("a date gone by") << QByteArray("Sun, 06 Nov 1994 08:40:37 GMT") << qint64(0);
        QTest::newRow("a date far away") << QByteArray("Sat, 06 Nov 2094 08:40:37 GMT") << qint64(86'400'000);
        QTest::newRow("negative") << QByteArray("-1") << qint64(-1);
        QTest::newRow("words") << QByteArray("soon") << qint64(-1);
        QTest::newRow("nothing") << QByteArray() << qint64(-1);
    }
    void readsRetryAfter()
    {
        QFETCH(QByteArray, value);
        QFETCH(qint64, milliseconds);
        const QDateTime now(QDate(1994, 11, 6), QTime(8, 49, 37), QTimeZone::utc());
        const auto wait = retryAfter(value, now);
        QCOMPARE(wait ? wait->count() : -1, milliseconds);
    }

    void knowsWhenToAskAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<Headers>("headers");
        QTest::addColumn<qint64>("milliseconds");
        const auto row = [](const char *name, int status, const Headers &headers, qint64 milliseconds) {
            QTest::newRow(name) << status << headers << milliseconds;
        };
        row("Retry-After comes first", 429, {{"Retry-After", "5"}, {"X-RateLimit-Reset", "60"}}, 5'000);
        row("at once is a second", 429, {{"Retry-After", "0"}}, 1'000);
        row("403 with a time", 403, {{"Retry-After", "30"}}, 30'000);
        row("403 alone", 403, {}, -1);
        row("403, and something is left", 403, {{"X-RateLimit-Remaining", "3"}, {"X-RateLimit-Reset", "60"}}, -1);
        row("GitHub", 403, {{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "1700000090"}}, 90'000);
        row("GitHub, gone by", 403, {{"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", "1690000000"}}, 1'000);
        row("Twitter", 429, {{"x-rate-limit-remaining", "0"}, {"x-rate-limit-reset", "1700000900"}}, 900'000);
        row("in milliseconds", 429, {{"X-RateLimit-Reset", "1700000010500"}}, 10'500);
        row("Discord", 429, {{"X-RateLimit-Reset", "1700000005.5"}, {"X-RateLimit-Reset-After", "2.5"}}, 2'500);
        row("seconds to go", 429, {{"X-RateLimit-Reset", "42"}}, 42'000);
        row("the draft, in three headers", 429,
            {{"RateLimit-Limit", "100"}, {"RateLimit-Remaining", "0"}, {"RateLimit-Reset", "7"}}, 7'000);
        row("the draft, in one header", 503, {{"RateLimit", "limit=100, remaining=0, reset=50"}}, 50'000);
        row("the newest draft", 403, {{"RateLimit", "\"default\";r=0;t=30"}}, 30'000);
        row("a year is a day", 429, {{"X-RateLimit-Reset", "1731536000"}}, 86'400'000);
        row("no limit of 404", 404, {{"Retry-After", "5"}}, -1);
        row("nonsense", 429, {{"X-RateLimit-Reset", "soon"}}, -1);
        row("not a number", 429, {{"X-RateLimit-Reset", "nan"}}, -1);
    }
    void knowsWhenToAskAgain()
    {
        QFETCH(int, status);
        QFETCH(Headers, headers);
        QFETCH(qint64, milliseconds);
        const auto header = [&headers](const char *name) {
            for (const auto &[key, value] : headers) {
                if (key.compare(name, Qt::CaseInsensitive) == 0)
                    return value;
            }
            return QByteArray();
        };
        const QDateTime now = QDateTime::fromSecsSinceEpoch(1'700'000'000).toUTC();
        const auto wait = rateLimitWait(status, header, now);
        QCOMPARE(wait ? wait->count() : -1, milliseconds);
    }
};

QTEST_GUILESS_MAIN(tst_RateLimit)
#include "tst_RateLimit.moc"
