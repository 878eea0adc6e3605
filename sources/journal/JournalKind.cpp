// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalKind.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/feed/Parameter.h"
#include "sources/journal/JournalConnection.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QList<FeedParameter> parameters()
{
    using Part = FeedParameter::Part;
    using Type = FeedParameter::Type;
    return {
        repeated(
            parameter(Part::Query, Type::Text, u"unit"_s, u"Unit"_s,
                      u"A service such as ssh.service; all where nothing is said. It can be given several times."_s)),
        repeated(parameter(Part::Query, Type::Text, u"identifier"_s, u"Identifier"_s,
                           u"A program as it calls itself, such as sudo; it can be given several times."_s)),
        parameter(
            Part::Query, Type::Choice, u"priority"_s, u"Priority"_s, u"This one and what is more urgent."_s, {},
            {QString(), u"emerg"_s, u"alert"_s, u"crit"_s, u"err"_s, u"warning"_s, u"notice"_s, u"info"_s, u"debug"_s}),
        parameter(Part::Query, Type::Text, u"boot"_s, u"Boot"_s,
                  u"all; 0 for the newest, -1 for the one before; or its id."_s, u"all"_s),
        parameter(Part::Query, Type::Text, u"since"_s, u"Since"_s, u"today, -1h, 2026-11-22 10:15: from then on."_s),
        parameter(Part::Query, Type::Number, u"lines"_s, u"Entries from before"_s,
                  u"How many there are at the beginning, where since says nothing."_s, u"10"_s),
        parameter(Part::Query, Type::Text, u"directory"_s, u"Directory"_s,
                  u"Of journal files, where it is not the system's own journal."_s),
        repeated(parameter(Part::Query, Type::Text, u"file"_s, u"File"_s,
                           u"A journal file, or several by a pattern with *."_s)),
        parameter(Part::Query, Type::Text, u"namespace"_s, u"Namespace"_s,
                  u"Of services that have a journal of their own; * for all."_s),
    };
}

FeedDescription description()
{
    FeedDescription result;
    result.kind = u"journal"_s;
    result.title = u"This computer's journal"_s;
    result.summary = u"What services and the kernel log to systemd, of all boots, as it is written."_s;
    result.icon = u"journal"_s;
    result.schemes = {u"journal"_s};
    result.forms = {
        u"journal:[?unit=NAME&identifier=NAME&priority=warning&boot=0&since=-1h&lines=10&directory=DIR|file=FILE]"_s};
    result.example = u"journal:?priority=warning"_s;
    result.parameters = parameters();
    result.fields = {{u"time"_s, u"when the journal took it"_s},
                     {u"subject"_s, u"the program as it calls itself (SYSLOG_IDENTIFIER), or the command's name"_s},
                     {u"severity"_s, u"emerg, alert, crit, err, warning, notice, info or debug"_s},
                     {u"unit"_s, u"the systemd unit that said it"_s},
                     {u"userUnit"_s, u"the same of a user's own units"_s},
                     {u"about"_s, u"the unit that it is about"_s},
                     {u"pid"_s, u"the process"_s},
                     {u"uid"_s, u"its user"_s},
                     {u"command"_s, u"the name of the process"_s},
                     {u"host"_s, u"the computer"_s},
                     {u"transport"_s, u"how it came to the journal: kernel, stdout, syslog, journal, audit"_s},
                     {u"facility"_s, u"the syslog facility, a number"_s},
                     {u"messageId"_s, u"what kind of message it is (a UUID)"_s},
                     {u"file"_s, u"of the source that said it, with line and function"_s},
                     {u"…"_s, u"and all others by the journal's own names; the second of a name as NAME:2, bytes that "
                              "are no text as NAME:base64"_s}};
    return result;
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const Credentials &)
{
    Result<JournalAddress> parsed = JournalAddress::from(address);
    if (!parsed)
        return Failure{parsed.error()};
    const QString where = parsed->where();
    const auto progress = std::make_shared<JournalProgress>();
    auto connect = [journal = *std::move(parsed), progress](ConnectionLog &log) -> std::unique_ptr<Connection> {
        return std::make_unique<JournalConnection>(journal, progress, log);
    };
    auto resume = [progress](const ResumePoints &points) {
        for (const ResumePoint &point : points)
            progress->cursor = point.value;
    };
    return std::unique_ptr<Feed>(
        std::make_unique<ConnectedFeed>(where, std::move(connect), async::Backoff(), std::move(resume)));
}

} // namespace

FeedKind journalKind()
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::Block; // the journal is on the disk, and waits
    kind.open = &open;
    return kind;
}

} // namespace livebelt
