// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Commands.h"
#include "app/commands/StandardOutput.h"
#include "app/commands/Terminal.h"
#include "app/history/History.h"
#include "model/records/Timestamp.h"

#include <QFileInfo>
#include <QLocale>
#include <algorithm>

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

/// How many records match, by looking at each.
Result<quint64> counted(History &history, const FeedInfo &feed, const Filter &filter)
{
    constexpr quint64 atOnce = 16 * 1024;
    quint64 count = 0;
    std::vector<quint64> seqs;
    for (quint64 from = feed.first; from <= feed.count && feed.first > 0; from += atOnce) {
        seqs.clear();
        const quint64 last = std::min(feed.count, from + atOnce - 1);
        if (const auto found = history.find(feed.id, from, last, {filter}, seqs); !found)
            return Failure{found.error()};
        count += seqs.size();
    }
    return count;
}

/// What the books of a feed say that its records do not; empty where they agree.
Result<QString> contradiction(History &history, const FeedInfo &feed)
{
    const auto all = counted(history, feed, {}), notices = counted(history, feed, *Filter::parse(u"kind:notice"_s));
    if (!all || !notices)
        return Failure{all ? notices.error() : all.error()};
    const QLocale locale;
    const quint64 data = *all - *notices;
    QStringList odd;
    if (!feed.counters.addUp())
        odd.append(u"that does not add up"_s);
    if (data != feed.counters.stored)
        odd.append(u"%1 records that are no notices are there"_s.arg(locale.toString(data)));
    if (*all < feed.records())
        odd.append(u"of the numbers %1 to %2, %3 have no record"_s.arg(
            locale.toString(feed.first), locale.toString(feed.count), locale.toString(feed.records() - *all)));
    if (feed.durable > feed.count && feed.first > 0)
        odd.append(u"the newest record is number %1"_s.arg(locale.toString(feed.count)));
    return odd.join(u"; "_s);
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
    QStringList problems = (*reader)->problems();
    for (const FeedInfo &feed : *feeds) {
        text += feedText(feed);
        const auto odd = contradiction(**reader, feed);
        if (!odd)
            problems.append(u"%1: %2"_s.arg(feed.name, odd.error()));
        else if (!odd->isEmpty())
            problems.append(u"%1: but %2. “livebelt check” looks closer."_s.arg(feed.name, *odd));
    }
    for (const QString &problem : problems)
        terminal.say(problem);
    const int printed = printAll(text.toUtf8());
    return problems.isEmpty() ? printed : 1;
}

} // namespace livebelt
