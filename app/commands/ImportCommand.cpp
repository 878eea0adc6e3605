// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Commands.h"
#include "app/commands/Interrupt.h"
#include "app/commands/Terminal.h"
#include "app/history/Importer.h"
#include <livebelt/async/Postbox.h>

#include <QCoreApplication>
#include <QLocale>
#include <optional>
#include <thread>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString closingWord(const Importer::Progress &progress, const QString &to)
{
    const QLocale locale;
    QString word =
        u"%1 records of %2 feeds are in %3"_s.arg(locale.toString(progress.records)).arg(progress.feeds).arg(to);
    if (progress.renumbered > 0)
        word += u". Not all records of the feeds are in the file: %1 of them have other numbers now"_s.arg(
            locale.toString(progress.renumbered));
    return word;
}

} // namespace

int runImport(const Invocation &invocation)
{
    Importer::Job job;
    job.from = invocation.inputs.constFirst();
    job.to = invocation.to;
    job.format = invocation.format;
    job.options.cells = invocation.hasPlainCsv ? CsvCells::Plain : CsvCells::Harmless;
    job.options.times.format = invocation.timeFormat.value_or(TimeFormat::Rfc3339);
    job.options.times.zone = invocation.zone.value_or(QTimeZone::utc());

    Terminal terminal;
    std::atomic<bool> cancel = false;
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::raised, [&] { cancel = true; });
    std::optional<Result<Importer::Outcome>> result;
    Importer::Progress last;
    async::Postbox home;
    std::thread work([&] {
        const auto report = [&](const Importer::Progress &progress) {
            last = progress;
            home.post([&, progress] {
                const int percent =
                    progress.total > 0 ? int(100.0 * double(progress.done) / double(progress.total)) : 0;
                terminal.progress(
                    u"%1 records, %2 %  (Ctrl+C cancels)"_s.arg(QLocale().toString(progress.records)).arg(percent));
            });
        };
        result.emplace(Importer::run(job, report, cancel));
        home.post([] { QCoreApplication::quit(); });
    });
    QCoreApplication::exec();
    work.join();
    if (!*result)
        terminal.say(result->error());
    else if (**result == Importer::Outcome::Cancelled)
        terminal.say(u"Cancelled: nothing was written"_s);
    else
        terminal.say(closingWord(last, job.to));
    return *result && **result == Importer::Outcome::Finished ? 0 : 1;
}

} // namespace livebelt
