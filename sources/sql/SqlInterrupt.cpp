// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlInterrupt.h"

#include "sources/sql/SqlError.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace livebelt {

SqlInterrupt::SqlInterrupt() : m_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_event < 0)
        throw std::system_error(errno, std::generic_category(), "no descriptor is left for a query");
}

SqlInterrupt::~SqlInterrupt()
{
    ::close(m_event);
}

void SqlInterrupt::request()
{
    m_isRequested.store(true, std::memory_order_release);
    [[maybe_unused]] const int written = eventfd_write(m_event, 1);
    const std::lock_guard lock(m_mutex);
    if (m_function)
        std::exchange(m_function, nullptr)();
}

void SqlInterrupt::check() const
{
    if (isRequested())
        throw SqlInterrupted();
}

short SqlInterrupt::waitFor(int descriptor, short events, Deadline deadline) const
{
    using namespace std::chrono;
    while (true) {
        check();
        int left = -1;
        if (deadline)
            left = int(std::max<milliseconds::rep>(0, ceil<milliseconds>(*deadline - steady_clock::now()).count()));
        std::array<pollfd, 2> files{pollfd{m_event, POLLIN, 0}, pollfd{descriptor, events, 0}};
        const int ready = poll(files.data(), files.size(), left);
        check();
        if (ready == 0 && deadline && steady_clock::now() >= *deadline)
            return 0;
        if (files[1].revents != 0)
            return files[1].revents;
        if (ready < 0 && errno != EINTR)
            throw std::system_error(errno, std::generic_category(), "poll");
    }
}

SqlInterrupt::Hook::Hook(SqlInterrupt &interrupt, std::function<void()> function) : m_interrupt(interrupt)
{
    const std::lock_guard lock(m_interrupt.m_mutex);
    m_interrupt.check();
    m_interrupt.m_function = std::move(function);
}

SqlInterrupt::Hook::~Hook()
{
    const std::lock_guard lock(m_interrupt.m_mutex);
    m_interrupt.m_function = nullptr;
}

} // namespace livebelt
