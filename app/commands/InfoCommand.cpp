// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Commands.h"
#include "app/commands/StandardOutput.h"
#include "app/commands/Terminal.h"
#include "model/capture/CaptureReader.h"
#include "model/records/Timestamp.h"

#include <QFileInfo>
#include <QLocale>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString feedText(const FeedInfo &feed)
{
    const QLocale locale;
    const auto time = [](qint64 micros) { return micros == noTime ? u"-"_s : QString::fromLatin1(toRfc3339(micros)); };
    const FeedCounters &counters = feed.counters;
    return u"\n%1 (%2)\n"
           "  address       %3\n"
           "  first         %4\n"
           "  last          %5\n"
           "  received      %6 = %7 stored + %8 quarantined + %9 dropped\n"_s.arg(
               feed.name, feed.kind, feed.address, time(feed.firstTime), time(feed.lastTime),
               locale.toString(counters.received), locale.toString(counters.stored),
               locale.toString(counters.quarantined), locale.toString(counters.dropped)) +
           u"  gaps          %1\n"
           "  records       %2, with notices; durable through %3\n"_s.arg(
               locale.toString(counters.gaps), locale.toString(feed.count), locale.toString(feed.durable));
}

} // namespace

int runInfo(const Invocation &invocation)
{
    const QString path = invocation.inputs.constFirst();
    Terminal terminal;
    const auto reader = CaptureReader::open(path);
    if (!reader) {
        terminal.say(reader.error());
        return 1;
    }
    const auto feeds = (*reader)->feeds();
    if (!feeds) {
        terminal.say(feeds.error());
        return 1;
    }
    QString text =
        u"%1: %n, %2\n"_s.replace(u"%n"_s, feeds->size() == 1 ? u"1 feed"_s : u"%1 feeds"_s.arg(feeds->size()))
            .arg(path, QLocale().formattedDataSize(QFileInfo(path).size()));
    for (const FeedInfo &feed : *feeds)
        text += feedText(feed);
    return printAll(text.toUtf8());
}

} // namespace livebelt
