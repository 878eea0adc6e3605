// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/CaptureFolder.h"
#include "app/commands/Commands.h"
#include "app/commands/Interrupt.h"
#include "app/commands/StandardOutput.h"
#include "app/commands/Terminal.h"
#include "model/capture/CaptureCheck.h"
#include "model/capture/Salvage.h"
#include <livebelt/async/Postbox.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <optional>
#include <thread>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString number(quint64 count)
{
    return QLocale().toString(count);
}

QString textOf(const QString &path, const CheckReport &report)
{
    const QString what = u"%1, %2 records"_s.arg(report.feeds == 1 ? u"1 feed"_s : u"%1 feeds"_s.arg(report.feeds),
                                                 number(report.records));
    if (report.problems.isEmpty())
        return u"%1: whole, %2\n"_s.arg(path, what);
    QString text = u"%1: damaged, %2\n"_s.arg(path, what);
    for (const QString &problem : report.problems)
        text += u"  %1\n"_s.arg(problem);
    return text;
}

/// What no file of a row has between those that there are.
QStringList holes(const CaptureFolder &folder)
{
    QStringList sentences;
    for (const FeedRow &feed : folder.feeds()) {
        for (size_t i = 1; i < feed.stretches.size(); ++i) {
            const quint64 from = feed.stretches[i - 1].last + 1, to = feed.stretches[i].first;
            if (from < to) {
                sentences.append(
                    u"%1: records %2 to %3 are in no file"_s.arg(feed.info.name, number(from), number(to - 1)));
            }
        }
    }
    return sentences;
}

} // namespace

int runCheck(const Invocation &invocation)
{
    const QString path = invocation.inputs.constFirst();
    QStringList files{path};
    QString text;
    bool isWhole = true;
    if (CaptureFolder::isMeantBy(path)) {
        CaptureFolder folder(path);
        folder.refresh();
        files.clear();
        for (const CaptureFile &file : folder.files())
            files.append(file.path);
        for (const QString &hole : holes(folder)) {
            text += hole + u'\n';
            isWhole = false;
        }
        if (files.isEmpty()) {
            Terminal().say(u"There is no capture in the folder “%1”"_s.arg(path));
            return 1;
        }
    }
    for (const QString &file : std::as_const(files)) {
        const CheckReport report = checkCapture(file);
        text += textOf(file, report);
        isWhole = isWhole && report.problems.isEmpty();
    }
    if (!isWhole)
        text += u"“livebelt salvage FILE --to NEW.livebelt” takes every record that can be read\n"_s;
    const int printed = printAll(text.toUtf8());
    return isWhole ? printed : 1;
}

int runSalvage(const Invocation &invocation)
{
    Terminal terminal;
    std::atomic<bool> cancel = false;
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::raised, [&] { cancel = true; });
    std::optional<Result<SalvageReport>> result;
    async::Postbox home;
    std::thread work([&] {
        const auto report = [&](double share) {
            home.post([&, share] { terminal.progress(u"%1 %  (Ctrl+C cancels)"_s.arg(int(share * 100))); });
        };
        result.emplace(salvage(invocation.inputs.constFirst(), invocation.to, report, cancel));
        home.post([] { QCoreApplication::quit(); });
    });
    QCoreApplication::exec();
    work.join();
    if (!*result) {
        terminal.say(result->error());
        return 1;
    }
    const SalvageReport &report = **result;
    QString text = u"%1 records of %2 are in %3"_s.arg(number(report.records))
                       .arg(report.feeds == 1 ? u"1 feed"_s : u"%1 feeds"_s.arg(report.feeds), invocation.to);
    text += report.missing > 0 ? u"; %1 are missing"_s.arg(number(report.missing)) : u"; none is missing"_s;
    if (report.lostFeeds > 0)
        text += u"; of %1 feeds name and address were lost"_s.arg(report.lostFeeds);
    return printAll(text.toUtf8() + '\n');
}

} // namespace livebelt
