// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/ArrivalClock.h"
#include "model/records/Timestamp.h"

#include <QTest>
#include <ctime>

namespace livebelt {

namespace {

qint64 kernelMicros()
{
    timespec time{};
    clock_gettime(CLOCK_REALTIME_COARSE, &time);
    return qint64(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000;
}

} // namespace

class tst_ArrivalClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itKeepsUpWithTheKernelsClock()
    {
        ArrivalClock clock;
        qint64 last = 0;
        for (int changes = 0; changes < 5;) {
            const qint64 kernel = kernelMicros();
            const qint64 now = clock.now();
            QVERIFY(now >= kernel && now >= last && now <= nowMicros());
            changes += now != last;
            last = now;
        }
    }

    void theFirstReadingIsExact()
    {
        const qint64 before = nowMicros();
        QVERIFY(ArrivalClock().now() >= before);
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_ArrivalClock)
#include "tst_ArrivalClock.moc"
