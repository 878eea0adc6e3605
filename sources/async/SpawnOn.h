// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Scope.h>

#include <tuple>

namespace livebelt::async {

/// What an emission does while the coroutine of the one before still runs.
enum class WhileRunning {
    StartAnother,
    Ignore, ///< the new emission
    Restart ///< cancels the running one
};

namespace detail {

/// Calls function with as many of the arguments, from the first on, as it takes. The coroutine lives in here, so that
/// a lambda with captures may be one.
template<std::size_t Count, typename Function, typename... Args>
Task<void> runSlot(std::shared_ptr<Function> function, std::tuple<Args...> arguments)
{
    const auto call = [&]<std::size_t... I>(std::index_sequence<I...>) {
        return std::invoke(*function, std::move(std::get<I>(arguments))...);
    };
    auto task = call(std::make_index_sequence<Count>());
    co_await std::move(task);
}

template<typename Function, std::size_t Count, typename Arguments>
constexpr bool takesFirst = false;
template<typename Function, std::size_t Count, typename... Args>
constexpr bool takesFirst<Function, Count, std::tuple<Args...>> = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::is_invocable_v<Function &, std::tuple_element_t<I, std::tuple<Args...>>...>;
}(std::make_index_sequence<Count>());

template<typename Function, typename Arguments, std::size_t Count = std::tuple_size_v<Arguments>>
constexpr std::size_t takenArguments()
{
    if constexpr (takesFirst<Function, Count, Arguments>)
        return Count;
    else if constexpr (Count > 0)
        return takenArguments<Function, Arguments, Count - 1>();
    else
        static_assert(Count > 0, "spawnOn: the coroutine cannot be called with the arguments of the signal");
    return 0;
}

/// Spawns into the scope, if that is still there.
struct StartSlot
{
    StartSlot(Scope &scope, std::source_location w) : state(scope.m_state), where(w) {}
    Spawned<void> operator()(Task<void> task) const
    {
        const auto running = state.lock();
        if (!running)
            return Spawned<void>();
        return Spawned<void>(running->spawn(std::exchange(task.m_frame, nullptr), QByteArray(), where));
    }
    std::weak_ptr<ScopeState> state;
    std::source_location where;
};

template<typename Signal>
struct SlotOf;
template<typename Class, typename... Args>
struct SlotOf<void (Class::*)(Args...)>
{
    template<typename Function>
    static auto make(Function given, WhileRunning mode, StartSlot start)
    {
        const auto function = std::make_shared<Function>(std::move(given));
        const auto running = std::make_shared<Spawned<void>>();
        return [start, function, running, mode](Args... args) {
            const auto kept = running; // the scope may go with the one that is cancelled
            if (mode == WhileRunning::Ignore && !kept->isDone())
                return;
            using Arguments = std::tuple<std::decay_t<Args>...>;
            auto task = runSlot<takenArguments<Function, Arguments>()>(function, Arguments(args...));
            const StartSlot startIt = start;
            if (mode == WhileRunning::Restart)
                kept->cancel();
            Spawned<void> started = startIt(std::move(task));
            if (mode != WhileRunning::StartAnother && !started.isDone())
                *kept = std::move(started);
        };
    }
};
template<typename Class, typename... Args>
struct SlotOf<void (Class::*)(Args...) const> : SlotOf<void (Class::*)(Args...)>
{
};
template<typename Class, typename... Args>
struct SlotOf<void (Class::*)(Args...) noexcept> : SlotOf<void (Class::*)(Args...)>
{
};
template<typename Class, typename... Args>
struct SlotOf<void (Class::*)(Args...) const noexcept> : SlotOf<void (Class::*)(Args...)>
{
};

} // namespace detail

/// For slots that are coroutines: at each emission, spawns function(arguments...) into the scope. It takes the
/// arguments, or the first of them, by value, and returns a Task; it may be a lambda with captures. A coroutine that is
/// connected by QObject::connect would never start: Qt throws away the Task that it returns.
///
/// Its first part, up to its first wait, runs inside of the emission, as any slot does; where sender emits on another
/// thread, on the scope's. The connection ends with the scope, the sender, or disconnect(). A task that fails is a
/// failure of the scope.
///
///     spawnOn(m_scope, button, &QPushButton::clicked, [this] { return load(); }, WhileRunning::Ignore);
template<typename Sender, typename Signal, typename Function>
QMetaObject::Connection spawnOn(Scope &scope, const Sender *sender, Signal signal, Function function,
                                WhileRunning mode = WhileRunning::StartAnother,
                                std::source_location where = std::source_location::current())
{
    QObject *const context = scope.context();
    if (!context)
        return {};
    return QObject::connect(sender, signal, context,
                            detail::SlotOf<Signal>::make(std::move(function), mode, detail::StartSlot(scope, where)));
}

} // namespace livebelt::async
