// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Waiter.h>

namespace livebelt::async {

/// A waiter that a time wakes: a place among the sleepers of its thread, which its destructor takes away. One thread.
class Sleeper : public Waiter
{
public:
    ~Sleeper()
    {
        if (m_isAsleep)
            leave();
    }

protected:
    void sleepUntil(Clock::TimePoint due);

private:
    void leave();

    friend class Loop;
    Sleepers::iterator m_place;
    bool m_isAsleep = false;
};

} // namespace livebelt::async
