// SPDX-License-Identifier: MIT
#pragma once

#include "sources/async/Scope.h"

#include <QProcess>
#include <memory>

namespace livebelt::async::detail {

/// Sends a signal to a program and all that it has started.
void signalGroup(const QProcess &process, int signal);

/// The end of a program that nobody wants any more: asked to end, killed after the grace time, and waited for by the
/// event loop, so that no zombie is left. It owns itself, up to the end of the program, the thread or the application.
class ProcessEnd final : public QObject
{
public:
    static void of(std::unique_ptr<QProcess> process, Clock::Duration grace);
    ~ProcessEnd() override;

private:
    explicit ProcessEnd(std::unique_ptr<QProcess> process);
    static Task<void> killAfter(Clock::Duration grace, QProcess *process);

    std::unique_ptr<QProcess> m_process;
    Scope m_scope;
};

} // namespace livebelt::async::detail
