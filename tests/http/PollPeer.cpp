// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/PollPeer.h"

#include "sources/http/HttpKinds.h"
#include "tests/http/Standing.h"

#include <QFile>

namespace livebelt::test {

using namespace Qt::StringLiterals;

FeedKind PollPeer::kind() const
{
    return pollKind();
}

QString PollPeer::start()
{
    if (!QFile::exists(m_server.file(u"pages/items.json"_s)))
        m_server.publish(u"items.json"_s, "{\"items\":[]}");
    return m_server.start() ? QString() : QString::fromUtf8(m_server.error());
}

QString PollPeer::address() const
{
    return m_server.url(u"poll"_s, u"items.json#every=100ms&items=items&id=n"_s);
}

void PollPeer::give(int first, int count)
{
    QByteArray page = "{\"items\":[";
    for (int number = first; number < first + count; ++number)
        page += (number == first ? "{\"n\":" : ",{\"n\":") + QByteArray::number(number) + '}';
    m_server.publish(u"items.json"_s, page + "]}");
}

bool PollPeer::isReady(const Records &records) const
{
    return isConnected(records);
}

std::optional<int> PollPeer::number(const Record &record) const
{
    return numberOf(record);
}

QByteArray PollPeer::refuse()
{
    return QFile::remove(m_server.file(u"pages/items.json"_s)) ? "nothing at" : "the page stays";
}

QString PollPeer::letIn()
{
    return m_server.publish(u"items.json"_s, "{\"items\":[]}") ? QString() : u"the page cannot be written"_s;
}

bool PollPeer::giveGarbage()
{
    m_server.publish(u"items.json"_s, "{\"items\":[\0\xff{{{");
    return true;
}

/// Items of a page of JSON.
std::optional<LawRules> PollPeer::law() const
{
    LawRules rules;
    rules.hasTexts = false;
    return rules;
}

QString PollPeer::lawAddress() const
{
    return m_server.url(u"poll"_s, u"items.json#every=100ms&items=items"_s);
}

void PollPeer::givePayloads(const std::vector<LawPayload> &payloads)
{
    QByteArray page;
    for (const LawPayload &payload : payloads)
        page += (page.isEmpty() ? "{\"items\":[" : ",") + payload.bytes;
    m_server.publish(u"items.json"_s, page + "]}");
}

} // namespace livebelt::test
