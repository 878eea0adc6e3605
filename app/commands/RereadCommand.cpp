// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Commands.h"
#include "app/commands/Interrupt.h"
#include "app/commands/StandardOutput.h"
#include "app/commands/Terminal.h"
#include "app/feeds/Reread.h"
#include "app/history/History.h"
#include "model/formats/JsonLinesWriter.h"
#include "model/records/TypedAddress.h"
#include <livebelt/async/Scope.h>

#include <QCoreApplication>
#include <QLocale>
#include <optional>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// The feed that is meant: by its name or address; the only one where nothing is said.
Result<FeedInfo> chosenFeed(const Invocation &invocation)
{
    const QString capture = invocation.inputs.constFirst();
    if (invocation.feeds.size() > 1)
        return Failure{u"One feed at a time: give --feed once"_s};
    const auto reader = History::open(capture);
    const auto feeds = reader ? (*reader)->feeds() : Result<QList<FeedInfo>>(Failure{reader.error()});
    if (!feeds)
        return Failure{feeds.error()};
    const QString wanted = invocation.feeds.value(0);
    const auto typed = TypedAddress::parse(wanted);
    const QString address = typed ? typed->address.toString() : QString();
    QStringList names;
    for (const FeedInfo &info : *feeds) {
        const bool isIt = wanted.isEmpty() ? feeds->size() == 1 : info.name == wanted || info.address == wanted;
        if (isIt || (!address.isEmpty() && info.address == address))
            return info;
        names << info.name;
    }
    const QString there = names.isEmpty() ? u"no feeds"_s : names.join(u", "_s);
    if (wanted.isEmpty())
        return Failure{u"Say which feed of %1 is meant with --feed: it has %2"_s.arg(capture, there)};
    return Failure{u"There is no feed “%1” in %2: it has %3"_s.arg(wanted, capture, there)};
}

async::Task<void> show(Reread what, int count, QByteArray feed, int *status)
{
    Result<Records> records = co_await what.preview(count);
    Terminal terminal;
    if (records) {
        StandardOutput output;
        TextBuilder text;
        for (const Record &record : *records)
            JsonLinesWriter().write(text, feed, record);
        output.write(text.view());
        *status = output.finish(0, terminal);
    } else {
        terminal.say(records.error());
        *status = 1;
    }
    QCoreApplication::quit();
}

async::Task<void> write(Reread what, QString to, Terminal *terminal, int *status)
{
    const QLocale locale;
    try {
        quint64 done = 0;
        auto steps = what.write(to);
        while (auto step = co_await steps.next()) {
            done = step->done;
            terminal->progress(
                u"%1 of %2 records  (Ctrl+C cancels)"_s.arg(locale.toString(step->done), locale.toString(step->total)));
        }
        terminal->say(u"%1 records are in %2, read as %3"_s.arg(locale.toString(done), to, what.address().toString()));
        *status = 0;
    } catch (const std::exception &error) {
        terminal->say(QString::fromUtf8(error.what()));
    }
    QCoreApplication::quit();
}

} // namespace

int runReread(const Invocation &invocation)
{
    Terminal terminal;
    const auto feed = chosenFeed(invocation);
    if (!feed) {
        terminal.say(feed.error());
        return 1;
    }
    const auto what = Reread::of(invocation.inputs.constFirst(), *feed, invocation.reading, FeedKinds());
    if (!what) {
        terminal.say(what.error());
        return 2;
    }
    int status = 1;
    const Interrupt interrupt;
    async::Scope scope;
    QObject::connect(&interrupt, &Interrupt::raised, [&] {
        scope.cancel();
        terminal.say(u"Cancelled: nothing was written"_s);
        QCoreApplication::quit();
    });
    if (invocation.to.isEmpty())
        scope.spawn(show(*what, invocation.preview, feed->name.toUtf8(), &status));
    else
        scope.spawn(write(*what, invocation.to, &terminal, &status));
    QCoreApplication::exec();
    return status;
}

} // namespace livebelt
