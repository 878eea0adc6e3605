// SPDX-License-Identifier: MIT
#include "tests/async/guide/Examples.h"
#include <livebelt/async/Signals.h>
#include <livebelt/async/operators/DistinctUntilChanged.h>

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QThread>
#include <QWindow>

namespace livebelt::guide {

// [clicks]
Task<void> play(QPushButton *start, QAction *pause, QLabel *state)
{
    co_await nextSignal(start, &QPushButton::clicked);
    state->setText(u"playing"_s);
    auto toggles = signalsOf(pause, &QAction::toggled);
    while (auto isPaused = co_await toggles.next())
        state->setText(*isPaused ? u"paused"_s : u"playing"_s);
}
// [clicks]

// [property]
Task<void> followTitle(QWindow *window, QStringList *titles)
{
    auto changes = signalsOf(window, &QWindow::windowTitleChanged) | distinctUntilChanged();
    while (auto title = co_await changes.next())
        titles->append(*title);
}
// [property]

// [finished]
Task<bool> runToTheEnd(QThread *thread)
{
    auto finished = nextSignal(thread, &QThread::finished); // it listens from here on
    thread->start();
    const auto end = co_await std::move(finished);
    co_return end.has_value(); // false: the QThread was deleted before
}
// [finished]

// [signals]
Task<void> noteNames(const QObject *object, QStringList *names)
{
    auto changes = signalsOf(object, &QObject::objectNameChanged, 2, Overflow::DropOldest);
    while (auto name = co_await changes.next())
        names->append(*name);
    names->append(u"gone, %1 missed"_s.arg(changes.statistics().dropped));
}
// [signals]

} // namespace livebelt::guide
