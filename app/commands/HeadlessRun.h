// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/CommandLine.h"
#include "app/commands/Interrupt.h"
#include "app/commands/Terminal.h"
#include "app/feeds/Engine.h"
#include "app/feeds/FeedKinds.h"

#include <QHash>
#include <QObject>
#include <QTimer>
#include <atomic>
#include <memory>

namespace livebelt {

/// Runs feeds without a window until all have ended, enough has come, the time is over, or the person interrupts; then
/// has all that arrived written. Needs a QCoreApplication; run() is called once.
class HeadlessRun final : public QObject
{
    Q_OBJECT

public:
    HeadlessRun(const Invocation &invocation, SinkFactory makeSink, Recorder::Stored stored);

    /// The exit status: 0; 1 where a feed failed or the sink could not be opened; 2 where an address is wrong.
    int run();
    /// Ends it in good order. Any thread.
    void stop();
    QString feedName(int id) const { return m_names.value(id); }

Q_SIGNALS:
    /// The person wants it to end; it is about to.
    void interrupted();

private:
    async::Task<void> begin();
    async::Task<bool> addFeeds();
    async::Task<Result<QString>> addressOf(QString input, QStringList known);
    void end(int status);
    void feedFinished(int id);
    void showProgress();
    void sayWhatIsNotStored();

    const Interrupt m_interrupt; ///< first: the engine starts threads
    async::Postbox m_home;
    const Invocation m_invocation;
    FeedKinds m_kinds;
    Terminal m_terminal;
    QHash<int, QString> m_names; ///< complete before the first record comes
    QTimer m_progress;
    QString m_problem;
    qsizetype m_running = 0;
    int m_status = 0;
    Engine m_engine;
    async::Scope m_beginning;
};

} // namespace livebelt
