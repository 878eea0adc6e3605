// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Commands.h"
#include "app/commands/HeadlessRun.h"
#include "app/commands/Interrupt.h"
#include "app/commands/Terminal.h"
#include "app/serve/RecordServer.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

bool isCapture(const QString &input)
{
    QFile file(input);
    return QFileInfo(input).isDir() || (file.open(QFile::ReadOnly) && file.read(15) == "SQLite format 3");
}

/// Until the person ends it.
void waitForTheEnd()
{
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::raised, QCoreApplication::instance(), &QCoreApplication::quit);
    QCoreApplication::exec();
}

} // namespace

int runServe(const Invocation &invocation)
{
    Interrupt::keepFromThreads();
    Terminal terminal;
    ServeOptions options = invocation.serve;
    options.token = qgetenv("LIVEBELT_TOKEN");
    Invocation recording = invocation;
    recording.inputs.clear();
    QStringList captures;
    for (const QString &input : invocation.inputs)
        (isCapture(input) ? captures : recording.inputs).append(input);
    for (const QString &capture : std::as_const(captures)) {
        if (const auto history = History::open(capture); !history) {
            terminal.say(history.error());
            return 1;
        }
    }
    if (recording.inputs.isEmpty() != invocation.to.isEmpty()) {
        terminal.say(invocation.to.isEmpty()
                         ? u"%1 is no capture. Of a feed, what arrives is recorded first: add --to FILE.livebelt or "
                           "--to FOLDER/"_s.arg(recording.inputs.constFirst())
                         : u"--to belongs to feeds that are recorded while they are served: name one"_s);
        return 2;
    }
    if (!invocation.to.isEmpty() && !captures.contains(invocation.to))
        captures.append(invocation.to);

    ServedCaptures served(captures);
    RecordServer server(served, options);
    if (const Result<void> started = server.start(); !started) {
        terminal.say(started.error());
        return 1;
    }
    terminal.say(u"Serving at %1/feeds; Ctrl+C ends it"_s.arg(server.url()));
    bool isOver = false;
    int status = 0;
    if (!recording.inputs.isEmpty()) {
        HeadlessRun run(recording, captureSink(recording), [](int, const FeedBatch &) {});
        QObject::connect(&run, &HeadlessRun::interrupted, &run, [&] { isOver = true; });
        status = run.run();
    }
    if (!isOver && status == 0) // feeds that have ended can still be asked for
        waitForTheEnd();
    return status;
}

} // namespace livebelt
