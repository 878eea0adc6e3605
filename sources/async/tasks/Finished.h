// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <exception>
#include <optional>

namespace livebelt::async {

/// Which of several tasks, or other awaitables, has finished, and with what.
template<typename T>
class Finished
{
public:
    /// What whenAny() makes.
    Finished(std::size_t index, std::optional<T> value, std::exception_ptr error)
        : m_index(index), m_value(std::move(value)), m_error(std::move(error))
    {
    }
    /// Its place among the tasks, from 0.
    std::size_t index() const { return m_index; }
    /// Whether take() throws.
    bool hasFailed() const { return bool(m_error); }
    /// Its result; throws its exception.
    T take()
    {
        if (m_error)
            std::rethrow_exception(m_error);
        return std::move(*m_value);
    }

private:
    std::size_t m_index;
    std::optional<T> m_value;
    std::exception_ptr m_error;
};

} // namespace livebelt::async
