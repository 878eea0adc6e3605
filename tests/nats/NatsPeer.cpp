// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/nats/NatsPeer.h"

#include "sources/nats/NatsKind.h"

namespace livebelt::test {

using namespace Qt::StringLiterals;

FeedKind NatsPeer::kind() const
{
    return natsKind();
}

QString NatsPeer::start()
{
    if (!m_server.start())
        return QString::fromUtf8(m_server.error());
    if (m_way == Way::Stream && m_server.request("$JS.API.STREAM.INFO.MATRIX", {}).contains("\"error\"") &&
        !m_server.makeStream("MATRIX", "matrix"))
        return u"The stream cannot be made"_s;
    return {};
}

QString NatsPeer::address() const
{
    return m_server.url(m_way == Way::Stream ? u"matrix?stream=MATRIX&parse=text"_s : u"matrix?parse=text"_s);
}

void NatsPeer::give(int first, int count)
{
    for (int i = first; i < first + count; ++i)
        m_server.publish("matrix", "n " + QByteArray::number(i));
    m_server.flush();
}

void NatsPeer::givePayloads(const std::vector<LawPayload> &payloads)
{
    for (const LawPayload &payload : payloads)
        m_server.publish("matrix", payload.bytes);
    m_server.flush();
}

QByteArray NatsPeer::refuse()
{
    m_server.kill();
    m_server.configure("authorization { user: ada, password: lovelace }");
    return m_server.start() ? "wants a login" : "nats-server does not start";
}

QString NatsPeer::letIn()
{
    m_server.kill();
    m_server.forget();
    return start();
}

} // namespace livebelt::test
