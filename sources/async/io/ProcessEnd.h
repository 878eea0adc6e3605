// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Scope.h>

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
    /// group: if not 0, what of it outlives the program is ended, too.
    static void of(std::unique_ptr<QProcess> process, qint64 group, Clock::Duration grace);
    ~ProcessEnd() override;

private:
    ProcessEnd(std::unique_ptr<QProcess> process, qint64 group);
    Task<void> killAfter(Clock::Duration grace);
    void kill();
    bool isOver() const;

    std::unique_ptr<QProcess> m_process;
    const qint64 m_group;
    Scope m_scope;
};

} // namespace livebelt::async::detail
