// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/Event.h"

#include <QHostInfo>
#include <QObject>

namespace livebelt {

/// Looks a host name up without blocking; sets an Event when it is done. Destroying it takes the question back.
class HostLookup
{
public:
    HostLookup(const QString &name, async::Event &changed);
    ~HostLookup();
    Q_DISABLE_COPY_MOVE(HostLookup)

    bool isDone() const { return m_id < 0; }
    const QHostInfo &answer() const { return m_answer; }

private:
    QObject m_context;
    QHostInfo m_answer;
    int m_id = 0;
};

} // namespace livebelt
