// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/Event.h>

#include <QHostInfo>
#include <QObject>

namespace livebelt {

/// Looks a host name up without blocking; sets an Event when it is done. Destroying it takes the question back.
class HostLookup final : public QObject
{
    Q_OBJECT

public:
    /// changed outlives it.
    HostLookup(const QString &name, async::Event &changed);
    ~HostLookup() override;

    bool isDone() const { return m_id < 0; }
    const QHostInfo &answer() const { return m_answer; }

private Q_SLOTS:
    void take(const QHostInfo &answer);

private:
    async::Event &m_changed;
    QHostInfo m_answer;
    int m_id = 0;
};

} // namespace livebelt
