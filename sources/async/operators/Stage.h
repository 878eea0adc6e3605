// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace livebelt::async {

/// An operator that makes at most one item of each: a value, whose call takes an item and hands on what it makes of it.
/// Stages next to each other run as one, see Pipe.h. To write one:
///
///     struct Filter
///     {
///         static constexpr bool isTotal = false;  // true: it emits for each item and never ends the stream
///         template<typename T> using Output = T;  // what it makes of a T; neither is a reference
///         template<typename T, typename HandOn> auto operator()(T &&item, const HandOn &handOn)
///         {
///             return isWanted(item) ? handOn(std::move(item)) : handOn.nothing();
///         }
///         bool wantsMore() const;                 // optional; false: the stream ends here, without another pull
///     };
///
/// item is always an rvalue. An exception ends the stream; the stage is not called again. A stage that can only be made
/// once the type of the items is known has a `template<typename T> auto stageFor() &&` that makes it
/// (DistinctUntilChanged.h). One that cannot take all types says so, by a static_assert, in a
/// `template<typename T> static consteval bool check()` that returns whether it can.
template<typename S>
concept Stage = std::move_constructible<S> && requires {
    {
        S::isTotal
    } -> std::convertible_to<bool>;
};

namespace detail {

template<typename T, typename... Stages>
struct OutputOf
{
    using Type = T;
};
template<typename T, typename First, typename... Rest>
struct OutputOf<T, First, Rest...> : OutputOf<typename First::template Output<T>, Rest...>
{
};

/// Stands in for a stage that has said what is wrong with it: so nothing else is said.
struct AnyStage
{
    static constexpr bool isTotal = false;
    template<typename T>
    using Output = T;

    template<typename T, typename HandOn>
    auto operator()(T &&item, const HandOn &handOn)
    {
        return handOn(std::forward<T>(item));
    }
};

template<typename T, typename S>
consteval bool isFor()
{
    if constexpr (requires { S::template check<T>(); })
        return S::template check<T>();
    else
        return true;
}

template<typename T, typename S>
auto stageFor(S stage)
{
    if constexpr (!isFor<T, S>())
        return AnyStage();
    else if constexpr (requires { std::move(stage).template stageFor<T>(); })
        return std::move(stage).template stageFor<T>();
    else
        return stage;
}

/// Stages, the first of which takes items of type T.
template<typename T, typename... Stages>
class StageChain
{
public:
    using Result = std::optional<typename OutputOf<T, Stages...>::Type>;

    explicit StageChain(std::tuple<Stages...> stages) : m_stages(std::move(stages)) {}

    /// What all the stages make of the item; nothing where one of them kept it.
    Result operator()(T &&item) { return run<0>(std::move(item)); }
    bool wantsMore() const
    {
        return std::apply([](const auto &...stages) { return (stageWantsMore(stages) && ...); }, m_stages);
    }
    template<typename Next>
    StageChain<T, Stages..., Next> followedBy(Next next) &&
    {
        return StageChain<T, Stages..., Next>(std::tuple_cat(std::move(m_stages), std::tuple<Next>(std::move(next))));
    }

private:
    template<std::size_t I>
    struct HandOn
    {
        template<typename U>
        Result operator()(U &&item) const
        {
            return chain->template run<I>(std::forward<U>(item));
        }
        static Result nothing() { return std::nullopt; }
        StageChain *chain;
    };

    // The result is made in one go at the end of the calls: one that is filled in by parts is slow to read back.
    template<std::size_t I, typename U>
    Result run(U &&item)
    {
        if constexpr (I == sizeof...(Stages))
            return Result(std::forward<U>(item));
        else
            return std::get<I>(m_stages)(std::forward<U>(item), HandOn<I + 1>{this});
    }
    template<typename S>
    static bool stageWantsMore(const S &stage)
    {
        if constexpr (requires { stage.wantsMore(); })
            return stage.wantsMore();
        else
            return true;
    }

    std::tuple<Stages...> m_stages;
};

} // namespace detail
} // namespace livebelt::async
