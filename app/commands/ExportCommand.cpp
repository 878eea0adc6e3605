// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Commands.h"
#include "app/commands/Interrupt.h"
#include "app/commands/Terminal.h"
#include "app/history/Exporter.h"
#include "model/formats/TextWriter.h"
#include "model/records/TypedAddress.h"
#include <livebelt/async/Postbox.h>

#include <QCoreApplication>
#include <QLocale>
#include <optional>
#include <thread>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString progressLine(const Exporter::Progress &progress)
{
    const QLocale locale;
    return u"%1 of %2 records, %3 written, %4, %5 records/s, %6 s left  (Ctrl+C cancels)"_s.arg(
        locale.toString(progress.scanned), locale.toString(progress.total), locale.toString(progress.written),
        locale.formattedDataSize(progress.bytes), locale.toString(progress.rate, 'f', 0),
        locale.toString(progress.secondsLeft, 'f', 0));
}

/// What an export lacks because the capture has not got it, is said.
QString closingWord(const Exporter::Progress &progress, const QString &to, const QString &format)
{
    const QLocale locale;
    const FeedCounters &captured = progress.captured;
    QString word = u"Exported %1 records to %2"_s.arg(locale.toString(progress.written), to);
    if (captured.dropped > 0 || captured.quarantined > 0) {
        word += u". Not all that was received is in the capture: %1 received = %2 stored + %3 not understood + "
                "%4 dropped"_s.arg(locale.toString(captured.received), locale.toString(captured.stored),
                                   locale.toString(captured.quarantined), locale.toString(captured.dropped));
    }
    if (const auto lacks = exportFormat(format)->lacks; !lacks.isEmpty() && progress.written > 0)
        word += u". "_s + lacks;
    return word;
}

} // namespace

std::optional<TimeStyle> chosenTimes(const Invocation &invocation)
{
    if (!invocation.timeFormat && !invocation.zone)
        return std::nullopt;
    TimeStyle style = exportFormat(invocation.format)->has(ExportFormat::Import) ? TimeStyle() : transcriptTimes();
    style.format = invocation.timeFormat.value_or(style.format);
    style.zone = invocation.zone.value_or(style.zone);
    return style;
}

int runExport(const Invocation &invocation)
{
    Exporter::Job job;
    job.capture = invocation.inputs.constFirst();
    for (const QString &feed : invocation.feeds) {
        const auto typed = TypedAddress::parse(feed);
        if (!typed || !typed->secrets.hasSecrets())
            job.feeds << feed;
        if (typed && typed->address.toString() != feed) // as the capture has it: %23 for '#', $PASSWORD for a secret
            job.feeds << typed->address.toString();
    }
    job.filter = withTimeRange(invocation.filter, invocation.since, invocation.until);
    job.format = invocation.format;
    job.compression = invocation.compression.value_or(Compression::None);
    job.times = chosenTimes(invocation);
    job.cells = invocation.hasPlainCsv ? CsvCells::Plain : CsvCells::Harmless;
    job.csvFields = invocation.csvFields.value_or(CsvFields::Columns);
    job.columns = invocation.columns;
    job.to = invocation.to.isEmpty() ? u"-"_s : invocation.to;

    Terminal terminal;
    std::atomic<bool> cancel = false;
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::raised, [&] { cancel = true; });
    std::optional<Result<Exporter::Outcome>> result;
    Exporter::Progress last;
    async::Postbox home;
    std::thread work([&] {
        const auto report = [&](const Exporter::Progress &progress) {
            last = progress;
            home.post([&, progress] { terminal.progress(progressLine(progress)); });
        };
        result.emplace(Exporter::run(job, report, cancel));
        home.post([] { QCoreApplication::quit(); });
    });
    QCoreApplication::exec();
    work.join();
    if (!*result) {
        terminal.say(result->error());
        return 1;
    }
    const QString to = job.to == "-"_L1 ? u"the standard output"_s : job.to;
    if (**result == Exporter::Outcome::Cancelled)
        terminal.say(u"Cancelled: the export to %1 is not done"_s.arg(to));
    if (**result == Exporter::Outcome::Finished)
        terminal.say(closingWord(last, to, job.format));
    if (**result == Exporter::Outcome::Finished && last.written == 0 && !job.filter.isEmpty()) {
        const QStringList advice = Exporter::advice(job);
        for (const QString &sentence : advice)
            terminal.say(sentence);
    }
    if (**result == Exporter::Outcome::Finished && last.unread > 0) {
        terminal.say(u"%1 records are left out, as they cannot be read. %2"_s.arg(QLocale().toString(last.unread),
                                                                                  last.whyUnread));
        return 1;
    }
    return **result == Exporter::Outcome::Finished ? 0 : 1; // a reader that has gone is no news
}

} // namespace livebelt
