// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/HostLookup.h"

namespace livebelt {

/// A slot by its name: Qt 6.4 leaks a functor whose question is taken back.
HostLookup::HostLookup(const QString &name, async::Event &changed)
    : m_changed(changed), m_id(QHostInfo::lookupHost(name, this, SLOT(take(QHostInfo))))
{
}

HostLookup::~HostLookup()
{
    if (!isDone())
        QHostInfo::abortHostLookup(m_id);
}

void HostLookup::take(const QHostInfo &answer)
{
    m_answer = answer;
    m_id = -1;
    m_changed.set();
}

} // namespace livebelt
