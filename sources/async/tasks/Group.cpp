// SPDX-License-Identifier: MIT
#include <livebelt/async/tasks/Group.h>

namespace livebelt::async::detail {

void GroupChild::promise_type::finish() noexcept
{
    if (m_group)
        m_group->finished(m_index, std::exchange(m_error, {}));
}

Group::~Group()
{
    for (std::size_t i = 0; i < m_children.size(); ++i)
        release(i);
}

void Group::add(GroupChild child)
{
    child.m_frame->m_group = this;
    child.m_frame->m_index = m_children.size();
    m_children.push_back(std::move(child));
    ++m_left;
}

bool Group::await_ready()
{
    m_isOver = m_children.empty();
    for (std::size_t i = 0; i < m_children.size() && !m_isOver; ++i)
        m_children[i].m_frame->run();
    return m_isOver;
}

void Group::adopt(Frame *parent)
{
    for (const GroupChild &child : m_children) {
        if (child.m_frame)
            child.m_frame->setParent(parent);
    }
}

void Group::finished(std::size_t index, std::exception_ptr error)
{
    --m_left;
    const bool hasFailed = bool(error);
    if (hasFailed && !m_error)
        m_error = std::move(error);
    const bool isDecided = m_until == Until::FirstDone || hasFailed == (m_until == Until::AllDone);
    if (m_left == 0 || isDecided) {
        m_isOver = true;
        m_last = index;
        // The others go first: as long as this one has its parent, the group outlives what their destructors do.
        for (std::size_t i = 0; i < m_children.size(); ++i) {
            if (i != index)
                release(i);
        }
        if (isSuspended())
            wakeNext();
    }
    release(index);
}

/// Takes leave of it: destroys it, or where it runs, as soon as it suspends.
void Group::release(std::size_t index)
{
    if (auto *child = std::exchange(m_children[index].m_frame, nullptr)) {
        child->m_group = nullptr;
        child->setParent(nullptr);
        Frame::release(child);
    }
}

} // namespace livebelt::async::detail
