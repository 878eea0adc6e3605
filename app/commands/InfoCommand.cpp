// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Commands.h"
#include "app/commands/StandardOutput.h"
#include "app/commands/Terminal.h"
#include "app/history/History.h"
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
               locale.toString(counters.gaps), locale.toString(feed.records()), locale.toString(feed.durable));
}

} // namespace

int runInfo(const Invocation &invocation)
{
    const QString path = invocation.inputs.constFirst();
    Terminal terminal;
    const auto reader = History::open(path);
    if (!reader) {
        terminal.say(reader.error());
        return 1;
    }
    const auto feeds = (*reader)->feeds();
    if (!feeds) {
        terminal.say(feeds.error());
        return 1;
    }
    const QString count = feeds->size() == 1 ? u"1 feed"_s : u"%1 feeds"_s.arg(feeds->size());
    const qsizetype files = (*reader)->files().size();
    const QString inFiles =
        QFileInfo(path).isDir() ? (files == 1 ? u", 1 file"_s : u", %1 files"_s.arg(files)) : QString();
    QString text = u"%1: %2%3, %4\n"_s.arg(path, count, inFiles, QLocale().formattedDataSize((*reader)->bytes()));
    for (const FeedInfo &feed : *feeds)
        text += feedText(feed);
    const QStringList problems = (*reader)->problems();
    for (const QString &problem : problems)
        terminal.say(problem);
    const int printed = printAll(text.toUtf8());
    return problems.isEmpty() ? printed : 1;
}

} // namespace livebelt
