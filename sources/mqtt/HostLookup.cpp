// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/HostLookup.h"

namespace livebelt {

HostLookup::HostLookup(const QString &name, async::Event &changed)
{
    m_id = QHostInfo::lookupHost(name, &m_context, [this, &changed](const QHostInfo &answer) {
        m_answer = answer;
        m_id = -1;
        changed.set();
    });
}

HostLookup::~HostLookup()
{
    if (!isDone())
        QHostInfo::abortHostLookup(m_id);
}

} // namespace livebelt
