// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Consents.h"

#include <QSettings>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype most = 500; // then the oldest is asked for again

} // namespace

Consents::Consents(QSettings *settings) : m_settings(settings)
{
    if (m_settings)
        m_addresses = m_settings->value(u"allowed"_s).toStringList();
}

void Consents::remember(const FeedAddress &address)
{
    const QString text = address.toString();
    m_addresses.removeAll(text);
    m_addresses.append(text);
    if (m_addresses.size() > most)
        m_addresses.removeFirst();
    if (m_settings)
        m_settings->setValue(u"allowed"_s, m_addresses);
}

} // namespace livebelt
