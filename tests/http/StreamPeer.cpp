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

std::optional<LawRules> StreamPeer::law() const
{
    LawRules rules;
    rules.hasReturns = false;                 // ends a line of events, and stands before the end of others
    rules.hasLineFeeds = m_path != u"ndjson"; // several lines of data
    rules.hasBlanks = false;                  // nothing is dispatched, or a sign of life
    rules.hasTexts = m_path != u"seq";
    rules.longest = 2'000; // the path of a request
    return rules;
}

void StreamPeer::givePayloads(const std::vector<LawPayload> &payloads)
{
    int number = 0;
    for (const LawPayload &payload : payloads) {
        QByteArray bytes = payload.bytes + '\n';
        if (m_path == u"seq")
            bytes.prepend('\x1e');
        if (m_path == u"sse") {
            bytes = "data: " + QByteArray(payload.bytes).replace('\n', "\ndata: ") + "\n\n";
            if (++number % 2)
                bytes.prepend("event: log\nid: " + QByteArray::number(number) + '\n');
        }
        m_server.ask(u"bytes?format=%1&hex=%2"_s.arg(m_path, QString::fromLatin1(bytes.toHex())));
    }
}

} // namespace livebelt::test
