// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

namespace livebelt {

/// Turns SIGINT, SIGTERM and SIGHUP into a signal of the event loop; the second one ends the program at once. Needs an
/// application object.
class Interrupt final : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

    /// Keeps those signals from the threads that are started from now on: to be called before the first one.
    static void keepFromThreads();

Q_SIGNALS:
    void raised();

private:
    void read();
    int m_file = -1;
    QSocketNotifier *m_notifier = nullptr;
    int m_count = 0;
};

} // namespace livebelt
