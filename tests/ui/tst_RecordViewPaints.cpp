// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/RecordViewFixture.h"

#include <QElapsedTimer>
#include <QPaintEvent>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

/// Counts what the list paints: how often, and how many pixels of height.
class PaintMeter final : public QObject
{
public:
    explicit PaintMeter(QWidget *watched) : m_width(watched->width()) { watched->installEventFilter(this); }
    void forget() { paints = pixels = 0; }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            ++paints;
            qint64 area = 0;
            for (const QRect &rect : static_cast<QPaintEvent *>(event)->region())
                area += qint64(rect.width()) * rect.height();
            pixels += int((area + m_width - 1) / m_width);
        }
        return false;
    }
    int paints = 0;
    int pixels = 0; ///< rows of pixels of the list's width

private:
    int m_width;
};

} // namespace

class tst_RecordViewPaints : public QObject, private test::RecordViewFixture
{
    Q_OBJECT

    /// Lets all that is due happen: until a timer that started now and is longer than a frame has ended.
    static void settle(int milliseconds = 60)
    {
        QElapsedTimer since;
        since.start();
        while (since.elapsed() < milliseconds)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
    }

    /// As the person sees it, not as it would be painted now.
    QImage onScreen() const { return view->screen()->grabWindow(view->winId()).toImage(); }

private Q_SLOTS:
    void init()
    {
        setUp();
        settle();
        meter = std::make_unique<PaintMeter>(view->viewport());
    }
    void cleanup()
    {
        meter.reset();
        tearDown();
    }

    void whatIsAppendedIsPaintedAndNothingElse()
    {
        grow(1);
        QTRY_COMPARE(meter->paints, 1);
        QVERIFY2(meter->pixels <= 2 * view->lineHeight(), qPrintable(QString::number(meter->pixels)));
    }

    void aPausedListPaintsNothing()
    {
        view->setPaused(true);
        grow(5);
        settle();
        meter->forget();
        for (int i = 0; i < 20; ++i) {
            grow(7);
            settle(5);
        }
        // But for the pill, which counts once a second.
        QVERIFY2(meter->pixels <= 2 * 60, qPrintable(QString::number(meter->pixels)));
        QVERIFY2(meter->paints <= 2, qPrintable(QString::number(meter->paints)));
    }

    void aListThatIsScrolledAwayPaintsNothing()
    {
        turnWheel(20);
        grow(5);
        settle();
        meter->forget();
        for (int i = 0; i < 20; ++i) {
            grow(7);
            settle(5);
        }
        QVERIFY2(meter->pixels <= 2 * 60, qPrintable(QString::number(meter->pixels)));
        QVERIFY2(meter->paints <= 2, qPrintable(QString::number(meter->paints)));
    }

    void anEmptyListPaintsNothing()
    {
        view->setRecords(nullptr);
        view->setEmptyText(u"Nothing"_s);
        settle();
        meter->forget();
        for (int i = 0; i < 20; ++i) {
            view->setEmptyText(u"Nothing"_s);
            settle(2);
        }
        QCOMPARE(meter->paints, 0);
    }

    void whatMerelyGrowsIsPaintedThirtyTimesASecond()
    {
        QElapsedTimer since;
        since.start();
        while (since.elapsed() < 500) {
            grow(1);
            settle(1);
        }
        const auto most = int(since.elapsed() * 31 / 1000 + 2);
        settle();
        QVERIFY2(meter->paints <= most, qPrintable(QString::number(meter->paints)));
        QVERIFY(meter->paints > 5);
        QCOMPARE(view->lastVisibleRow(), int(model->end()) - 1);
    }

    void scrollingMovesThePixels()
    {
        turnWheel(5); // away from the end
        settle();
        meter->forget();
        turnWheel(1);
        QTRY_VERIFY(meter->paints > 0);
        // Three rows, and the one that is partly seen; twice the pill, which stays where it is.
        QVERIFY2(meter->pixels <= 5 * view->lineHeight(), qPrintable(QString::number(meter->pixels)));
    }

    void theMouseAndTheKeysPaintTheRowsTheyTouch()
    {
        QTest::mouseMove(view->viewport(), middleOf(990));
        settle();
        meter->forget();
        QTest::mouseMove(view->viewport(), middleOf(985));
        settle();
        QVERIFY2(meter->pixels <= 2 * view->lineHeight() + 2, qPrintable(QString::number(meter->pixels)));
        QTest::keyClick(view.get(), Qt::Key_Up);
        settle();
        meter->forget();
        QTest::keyClick(view.get(), Qt::Key_Up);
        settle();
        QVERIFY2(meter->pixels <= 2 * view->lineHeight() + 2, qPrintable(QString::number(meter->pixels)));
    }

    void whatIsOnTheScreenIsWhatOnePaintOfAllShows()
    {
        turnWheel(3);
        settle();
        grow(3);
        turnWheel(-1);
        settle();
        turnWheel(2);
        QTest::keyClick(view.get(), Qt::Key_Up);
        settle();
        QTest::keyClick(view.get(), Qt::Key_End);
        grow(2);
        settle();
        grow(1);
        settle();
        const QImage shown = onScreen();
        view->viewport()->update();
        settle();
        QCOMPARE(onScreen(), shown);
    }

    void aHiddenListPaintsNothingAndIsRightWhenItIsSeenAgain()
    {
        view->hide();
        settle();
        meter->forget();
        grow(100);
        settle();
        QCOMPARE(meter->paints, 0);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        QCOMPARE(view->lastVisibleRow(), 1099);
        QTRY_VERIFY(meter->paints > 0);
    }

private:
    std::unique_ptr<PaintMeter> meter;
};

QTEST_MAIN(tst_RecordViewPaints)
#include "tst_RecordViewPaints.moc"
