// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/PropertyWatch.h>

#include <QVariant>
#include <concepts>
#include <functional>

namespace livebelt::async {

namespace detail {
template<typename T, typename Read>
AsyncIterator<T> valuesOf(std::shared_ptr<PropertyWatch> watch, Read read)
{
    while (!watch->isGone()) {
        watch->reset();
        T value = read(watch->object());
        co_yield std::move(value);
        co_await watch->change();
    }
}
} // namespace detail

/// A property of an object as a stream: its value now, that is at the first next(), and then again after each change,
/// as the notify signal tells of them from the call on. The value is read when it is asked for: a slow consumer gets
/// the newest, and not those in between. It ends when the object is destroyed.
///
/// The object lives on this thread; the signal may be emitted on any. Holds nothing; cancelling a wait loses no change.
///
///     auto volumes = propertyOf(slider, &QSlider::value, &QSlider::valueChanged);
template<typename Object, typename Get, typename Signal>
    requires std::invocable<Get &, Object *>
auto propertyOf(Object *object, Get get, Signal notify)
{
    using T = std::decay_t<std::invoke_result_t<Get &, Object *>>;
    auto watch = std::make_shared<detail::PropertyWatch>(object);
    QObject::connect(object, notify, watch.get(), &detail::PropertyWatch::notify);
    auto read = [get](QObject *from) { return std::invoke(get, static_cast<Object *>(from)); };
    return detail::valuesOf<T>(std::move(watch), std::move(read));
}

/// The same by the property's name, which is read as a T. std::invalid_argument: the object has no such property, that
/// has no notify signal, or it is nothing that becomes a T.
///
///     auto volumes = propertyOf<int>(slider, "value");
template<typename T>
AsyncIterator<T> propertyOf(QObject *object, const char *name)
{
    auto watch = std::make_shared<detail::PropertyWatch>(object);
    const QMetaProperty property = watch->follow(name, QMetaType::fromType<T>());
    auto read = [property](QObject *from) { return property.read(from).value<T>(); };
    return detail::valuesOf<T>(std::move(watch), std::move(read));
}

} // namespace livebelt::async
