// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/FeedKinds.h"

#include "app/feeds/CaptureSupply.h"
#include "app/feeds/OverflowChoice.h"
#include "model/records/OptionCheck.h"
#include "sources/every/EveryKind.h"
#include "sources/exec/ExecKind.h"
#include "sources/files/FileKind.h"
#include "sources/http/HttpKinds.h"
#include "sources/irc/IrcKind.h"
#include "sources/irc/twitch/TwitchKind.h"
#include "sources/journal/JournalKind.h"
#include "sources/kafka/KafkaKind.h"
#include "sources/lines/LinesKinds.h"
#include "sources/mqtt/MqttKind.h"
#include "sources/nats/NatsKind.h"
#include "sources/parse/formats/LogFormats.h"
#include "sources/redis/RedisKind.h"
#include "sources/replay/ReplayKind.h"
#include "sources/sql/SqlKind.h"
#include "sources/system/SystemKind.h"
#include "sources/websocket/WebSocketKind.h"

#include <map>

namespace livebelt {

using namespace Qt::StringLiterals;

FeedKinds::FeedKinds() : m_logFormats(std::make_shared<LogFormatsOnDemand>(LogFormats::usualFolder()))
{
    m_kinds.push_back(ircKind());
    m_kinds.push_back(twitchKind());
    m_kinds.push_back(mqttKind());
    m_kinds.push_back(natsKind());
    m_kinds.push_back(kafkaKind());
    m_kinds.push_back(redisKind());
    for (FeedKind &kind : linesKinds())
        m_kinds.push_back(std::move(kind));
    m_kinds.push_back(sseKind());
    m_kinds.push_back(webSocketKind());
    m_kinds.push_back(ndjsonKind());
    m_kinds.push_back(pollKind());
    for (FeedKind &kind : sqlKinds())
        m_kinds.push_back(std::move(kind));
    m_kinds.push_back(fileKind());
    m_kinds.push_back(execKind());
    m_kinds.push_back(systemKind());
    m_kinds.push_back(journalKind());
    const auto known = std::make_shared<QList<FeedDescription>>();
    m_kinds.push_back(replayKind([readers = ReplayReaders{known, m_logFormats}](ReplayQuery query) {
        return captureRecordsRead(std::move(query), readers);
    }));
    m_kinds.push_back(everyKind());
    for (FeedKind &kind : m_kinds) {
        kind.description.parameters.append(overflowParameter(kind));
        kind.open = [open = std::move(kind.open), formats = m_logFormats](const FeedAddress &address,
                                                                          FeedContext with) {
            with.logFormats = formats;
            return open(address, with);
        };
    }
    *known = descriptions();
}

QList<FeedDescription> FeedKinds::descriptions() const
{
    QList<FeedDescription> descriptions;
    for (const FeedKind &kind : m_kinds)
        descriptions.append(kind.description);
    return descriptions;
}

Result<const FeedKind *> FeedKinds::find(const FeedAddress &address) const
{
    for (const FeedKind &kind : m_kinds) {
        if (!kind.description.schemes.contains(address.scheme()))
            continue;
        if (const Result<void> known = checkOptions(kind.description, address); !known)
            return Failure{known.error()};
        return &kind;
    }
    return Failure{unknownScheme(descriptions(), address.scheme())};
}

QString FeedKinds::whatRuns(const FeedAddress &address) const
{
    const auto kind = find(address);
    if (!kind || !(*kind)->description.needsConsent)
        return {};
    static const std::map<QString, QString (*)(const FeedAddress &)> tellers{{u"exec"_s, &whatExecRuns},
                                                                             {u"odbc"_s, &whatOdbcRuns}};
    const auto teller = tellers.find((*kind)->description.kind);
    return teller == tellers.end() ? u"runs something"_s : teller->second(address);
}

} // namespace livebelt
