// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>
#include <utility>

namespace livebelt::async {

/// An item as one consumer of many gets it: with how far that one has fallen behind.
template<typename T>
struct Received
{
    /// What share() makes.
    explicit Received(T i, quint64 l = 0) : item(std::move(i)), lagged(l) {}

    T item;         ///< as it came
    quint64 lagged; ///< items that this consumer missed just before this one, since its buffer was full
};

} // namespace livebelt::async
