// SPDX-License-Identifier: MIT
#include <livebelt/async/Scope.h>

namespace livebelt::async {

Scope::Scope(QObject *context) : m_state(std::make_shared<detail::ScopeState>())
{
    m_state->bindTo(context);
}

Scope::~Scope()
{
    if (m_state)
        m_state->cancel();
}

Scope::Scope(Scope &&other) noexcept = default;

Scope &Scope::operator=(Scope &&other) noexcept
{
    Scope old(std::move(*this));
    m_state = std::move(other.m_state);
    return *this;
}

std::shared_ptr<detail::ScopeEntry> Scope::start(detail::TaskPromiseBase *frame, QByteArray name,
                                                 std::source_location where)
{
    return m_state->spawn(frame, std::move(name), where);
}

Task<void> Scope::join()
{
    return detail::ScopeState::join(m_state);
}

void Scope::cancel()
{
    m_state->cancel();
}

void Scope::cancelOn(std::stop_token token)
{
    m_state->cancelOn(std::move(token));
}

std::stop_token Scope::stopToken()
{
    return m_state->stopToken();
}

void Scope::onFailure(std::function<void(std::exception_ptr)> handler)
{
    m_state->onFailure(std::move(handler));
}

bool Scope::isEmpty() const
{
    return m_state->isEmpty();
}

bool Scope::isCancelled() const
{
    return m_state->isCancelled();
}

QObject *Scope::context() const
{
    return m_state->context();
}

} // namespace livebelt::async
