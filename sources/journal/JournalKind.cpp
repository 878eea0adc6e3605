// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalKind.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/feed/KindBuilder.h"
#include "sources/journal/JournalConnection.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// How messages are read; of the options' names one is taken.
QList<FeedParameter> readingParameters()
{
    QList<FeedParameter> reading = ParserOptions::parameters(QStringLiteral("log"));
    reading.removeIf([](const FeedParameter &parameter) { return parameter.name == QLatin1String("unit"); });
    return reading;
}

QList<FeedParameter> parameters()
{
    return Parameters()
        .text("unit", "Unit",
              "A service such as ssh.service; all where nothing is said. It can be given several times.")
        .repeated()
        .text("identifier", "Identifier", "A program as it calls itself, such as sudo; it can be given several times.")
        .repeated()
        .choice("priority", "Priority", "This one and what is more urgent.",
                {"", "emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"})
        .text("boot", "Boot", "all; 0 for the newest, -1 for the one before; or its id.")
        .fallback("all")
        .text("since", "Since", "today, -1h, 2026-11-22 10:15: from then on.")
        .number("lines", "Entries from before", "How many there are at the beginning, where since says nothing.")
        .fallback("10")
        .text("directory", "Directory", "Of journal files, where it is not the system's own journal.")
        .text("file", "File", "A journal file, or several by a pattern with *.")
        .repeated()
        .text("namespace", "Namespace", "Of services that have a journal of their own; * for all.")
        .with(readingParameters());
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const FeedContext &context)
{
    Result<JournalAddress> parsed = JournalAddress::from(address);
    if (!parsed)
        return Failure{parsed.error()};
    parsed->parser.logFormats = context.logFormats;
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
    return KindBuilder("journal", "This computer's journal")
        .summary("What services and the kernel log to systemd, of all boots, as it is written.")
        .icon("journal")
        .schemes({"journal"})
        .forms(
            {"journal:[?unit=NAME&identifier=NAME&priority=warning&boot=0&since=-1h&lines=10&directory=DIR|file=FILE]"})
        .example("journal:?priority=warning")
        .parameters(parameters())
        .fields({{"time", "when the journal took it"},
                 {"subject", "the program as it calls itself (SYSLOG_IDENTIFIER), or the command's name"},
                 {"severity", "emerg, alert, crit, err, warning, notice, info or debug"},
                 {"unit", "the systemd unit that said it"},
                 {"userUnit", "the same of a user's own units"},
                 {"about", "the unit that it is about"},
                 {"pid", "the process"},
                 {"uid", "its user"},
                 {"command", "the name of the process"},
                 {"host", "the computer"},
                 {"transport", "how it came to the journal: kernel, stdout, syslog, journal, audit"},
                 {"facility", "the syslog facility, a number"},
                 {"messageId", "what kind of message it is (a UUID)"},
                 {"file", "of the source that said it, with line and function"},
                 {"…", "and what is read in the message, behind all others by the journal's own names; the second of a "
                       "name as NAME:2, bytes that are no "
                       "text as NAME:base64"}})
        .overflow(async::Overflow::Block) // the journal is on the disk, and waits
        .opens(&open);
}

} // namespace livebelt
