// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Emitter.h"
#include "tests/async/Support.h"
#include <livebelt/async/Signals.h>

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

template<typename Signal>
using ItemOf = detail::SignalTraits<Signal>::Item;

// moc of Qt 6.4 makes no signals of the last two kinds, a later one does.
static_assert(std::same_as<ItemOf<void (Emitter::*)(const QString &)>, QString>);
static_assert(std::same_as<ItemOf<void (Emitter::*)(int &) const>, int>);
static_assert(std::same_as<ItemOf<void (Emitter::*)() noexcept>, std::monostate>);
static_assert(std::same_as<ItemOf<bool (Emitter::*)(bool, const QString &) const noexcept>, std::tuple<bool, QString>>);

} // namespace

/// The signals that a person's first program waits for.
class tst_WidgetSignals : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aClickIsAwaited()
    {
        QPushButton button;
        auto clicked = nextSignal(&button, &QPushButton::clicked);
        auto pressed = nextSignal(&button, &QPushButton::pressed);
        button.click();
        QCOMPARE(run(std::move(clicked)), std::optional<bool>(false));
        QVERIFY(run(std::move(pressed)));
    }

    void whatIsToggledAndTriggeredIsAStream()
    {
        auto box = std::make_unique<QCheckBox>();
        auto action = std::make_unique<QAction>();
        action->setCheckable(true);
        QList<bool> toggled;
        QList<bool> triggered;
        Scope scope;
        scope.spawn(collect<bool>(signalsOf(box.get(), &QCheckBox::toggled), &toggled));
        scope.spawn(collect<bool>(signalsOf(action.get(), &QAction::triggered), &triggered));
        for (int i = 0; i < 3; ++i) {
            box->toggle();
            action->trigger();
        }
        box.reset();
        action.reset();
        run(scope.join());
        QCOMPARE(toggled, (QList<bool>{true, false, true}));
        QCOMPARE(triggered, toggled);
    }

    void changesOfPropertiesAreStreams()
    {
        auto edit = std::make_unique<QLineEdit>();
        auto emitter = std::make_unique<Emitter>();
        QStringList texts;
        QList<int> levels;
        Scope scope;
        scope.spawn(collect<QString>(signalsOf(edit.get(), &QLineEdit::textChanged), &texts));
        scope.spawn(collect<int>(signalsOf(emitter.get(), &Emitter::levelChanged), &levels));
        edit->setText(u"one"_s);
        edit->setText(u"two"_s);
        emitter->setProperty("level", 5);
        edit.reset();
        emitter.reset();
        run(scope.join());
        QCOMPARE(texts, (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(levels, QList<int>{5});
    }

    void constantSignalsAreSignals()
    {
        const Emitter emitter;
        auto looked = nextSignal(&emitter, &Emitter::looked);
        Q_EMIT emitter.looked(u"here"_s);
        QCOMPARE(run(std::move(looked)), std::optional(u"here"_s));
    }
};

QTEST_MAIN(tst_WidgetSignals)
#include "tst_WidgetSignals.moc"
