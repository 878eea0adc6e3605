// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../lists/FakeCapture.h"
#include "ui/views/NewPill.h"
#include "ui/views/RecordView.h"

#include <QTest>
#include <QWheelEvent>

namespace livebelt::test {

/// A view of 1,000 records that follows, on screen, with the keyboard.
struct RecordViewFixture
{
    void setUp()
    {
        capture = std::make_shared<FakeCapture>();
        model = std::make_unique<RecordListModel>(1, capture);
        capture->automatic = true;
        view = std::make_unique<RecordView>();
        view->resize(600, 400);
        view->setRecords(model.get());
        model->grow(fakeGrowth(1000, 1000));
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        view->setFocus();
        pill = view->findChild<NewPill *>();
        QVERIFY(pill);
    }
    void tearDown()
    {
        view->setRecords(nullptr);
        view.reset();
        capture.reset();
        model.reset();
    }
    void grow(quint64 count) { model->grow(fakeGrowth(model->end() + count, std::min(count, quint64(4096)))); }
    void turnWheel(int notches)
    {
        const QPointF at(50, 50);
        QWheelEvent event(at, view->viewport()->mapToGlobal(at), {}, QPoint(0, 120 * notches), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view->viewport(), &event);
    }
    QPoint middleOf(int row) const { return view->visualRect(view->records()->index(row)).center(); }

    std::unique_ptr<RecordListModel> model;
    std::shared_ptr<FakeCapture> capture;
    std::unique_ptr<RecordView> view;
    NewPill *pill = nullptr;
};

} // namespace livebelt::test
