// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

namespace livebelt {

/// Turns SIGINT, SIGTERM and SIGHUP into a signal of the event loop. To be made before any thread is started: they
/// inherit that those signals are kept for it. The second one ends the program at once.
class Interrupt final : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

Q_SIGNALS:
    void raised();

private:
    void read();
    int m_file = -1;
    QSocketNotifier *m_notifier = nullptr;
    int m_count = 0;
};

} // namespace livebelt
