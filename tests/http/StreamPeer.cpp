// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/StreamPeer.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "tests/http/Standing.h"

namespace livebelt::test {

using namespace Qt::StringLiterals;

StreamPeer::StreamPeer(FeedKind kind, QString path) : m_kind(std::move(kind)), m_path(std::move(path)) {}

QString StreamPeer::start()
{
    return m_server.start() ? QString() : QString::fromUtf8(m_server.error());
}

QString StreamPeer::address() const
{
    return m_server.url(m_kind.description.kind, m_path);
}

void StreamPeer::give(int first, int count)
{
    m_server.tell(u"give?first=%1&count=%2"_s.arg(first).arg(count));
}

bool StreamPeer::isReady(const Records &records) const
{
    return isConnected(records);
}

std::optional<int> StreamPeer::number(const Record &record) const
{
    return numberOf(record);
}

QByteArray StreamPeer::refuse()
{
    return m_server.ask(u"refuse?status=403"_s) == "done" ? "(403 Forbidden)" : "the server does not obey";
}

QString StreamPeer::letIn()
{
    return m_server.ask(u"refuse?status=0"_s) == "done" ? QString() : u"the server does not obey"_s;
}

bool StreamPeer::giveGarbage()
{
    m_server.tell(u"garbage"_s);
    return true;
}

} // namespace livebelt::test
