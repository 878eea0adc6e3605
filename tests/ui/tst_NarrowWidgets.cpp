// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestWorkspace.h"
#include "ui/dialogs/AddFeedDialog.h"
#include "ui/lists/FeedBanner.h"
#include "ui/window/StatusField.h"
#include "ui/window/StatusStrip.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QTest>
#include <QToolButton>

using namespace livebelt;
using namespace Qt::StringLiterals;

/// Where there is little room, nothing is cut off.
class tst_NarrowWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStatusShowsWholeFieldsOnly_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {420, 560, 700, 1000})
            QTest::addRow("%d", width) << width;
    }

    void theStatusShowsWholeFieldsOnly()
    {
        QFETCH(int, width);
        StatusStrip strip;
        strip.setFixedWidth(width);
        Totals totals;
        totals.books.received = totals.books.stored = 208;
        totals.rate = 4.3;
        totals.captureBytes = totals.freeBytes = 80'000'000'000;
        totals.recording = true;
        strip.setShown(1, 1);
        strip.setTotals(totals);
        strip.show();
        QVERIFY(QTest::qWaitForWindowExposed(&strip));
        int shown = 0;
        for (const StatusField *field : strip.findChildren<StatusField *>()) {
            if (!field->isVisible())
                continue;
            ++shown;
            QVERIFY2(field->width() >= field->sizeHint().width(), qPrintable(field->objectName()));
            QVERIFY2(field->geometry().right() < width, qPrintable(field->objectName()));
        }
        QVERIFY(shown >= 4);
    }

    void aShortSentenceHasItsButtonsBesideIt()
    {
        FeedBanner banner;
        banner.resize(700, 60);
        FeedStatus status;
        status.id = 1;
        status.state = FeedState::Failed;
        status.problem = u"There is no file"_s;
        banner.setStatus(status);
        banner.show();
        QVERIFY(QTest::qWaitForWindowExposed(&banner));
        const auto *text = banner.findChild<QLabel *>();
        const auto *button = banner.findChild<QToolButton *>(u"retryNow"_s);
        QTRY_VERIFY(button->x() > text->geometry().right());
        status.problem = QString(40, u'm') + u' ' + QString(40, u'm');
        banner.setStatus(status);
        QTRY_VERIFY(button->y() > text->geometry().bottom());
    }

    void theKindsAreReadInFull()
    {
        TestWorkspace workspace;
        const QFont usual = QApplication::font();
        QFont large = usual;
        large.setPointSize(24);
        QApplication::setFont(large);
        AddFeedDialog dialog(workspace);
        QApplication::setFont(usual);
        const auto *kinds = dialog.findChild<QListWidget *>(u"kinds"_s);
        for (int i = 0; i < kinds->count(); ++i) {
            const int text = kinds->fontMetrics().horizontalAdvance(kinds->item(i)->text());
            QVERIFY2(text + kinds->iconSize().width() + 12 <= kinds->width(), qPrintable(kinds->item(i)->text()));
        }
    }
};

QTEST_MAIN(tst_NarrowWidgets)
#include "tst_NarrowWidgets.moc"
