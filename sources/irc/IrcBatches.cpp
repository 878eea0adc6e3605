// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcBatches.h"

namespace livebelt {

namespace {

constexpr qsizetype mostOpen = 64;

} // namespace

IrcBatches::Batch IrcBatches::of(QByteArrayView tags) const
{
    return m_open.isEmpty() ? Batch() : m_open.value(ircTag(tags, "batch").toByteArray());
}

IrcBatches::Batch IrcBatches::open(const IrcMessage &message)
{
    Batch batch;
    batch.type = message.parameter(1).toByteArray();
    if (batch.type.startsWith("draft/"))
        batch.type.remove(0, 6);
    batch.subject = message.parameter(2).toByteArray();
    batch.label = ircTag(message.tags, "label").toByteArray();
    if (batch.label.isEmpty())
        batch.label = of(message.tags).label;
    if (m_open.size() < mostOpen)
        m_open.insert(message.parameter(0).sliced(1).toByteArray(), batch);
    return batch;
}

IrcBatches::Batch IrcBatches::close(const IrcMessage &message)
{
    return m_open.take(message.parameter(0).sliced(1).toByteArray());
}

} // namespace livebelt
