// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/Commands.h"
#include "app/commands/StandardFiles.h"
#include "app/commands/StandardOutput.h"
#include "app/commands/Terminal.h"
#include "app/window/WindowCommand.h"
#include "model/records/Sentence.h"

#include <QCoreApplication>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

int runHeadless(const Invocation &invocation, int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"livebelt"_s);
    switch (invocation.command) {
    case Invocation::Command::Watch:
        return runWatch(invocation);
    case Invocation::Command::Record:
        return runRecord(invocation);
    case Invocation::Command::Export:
        return runExport(invocation);
    case Invocation::Command::Import:
        return runImport(invocation);
    case Invocation::Command::Reread:
        return runReread(invocation);
    case Invocation::Command::Serve:
        return runServe(invocation);
    case Invocation::Command::Info:
        return runInfo(invocation);
    case Invocation::Command::Check:
        return runCheck(invocation);
    case Invocation::Command::Salvage:
        return runSalvage(invocation);
    case Invocation::Command::Kinds:
        return runKinds();
    case Invocation::Command::Formats:
        return runFormats(invocation);
    case Invocation::Command::Version:
        return printAll("livebelt " LIVEBELT_VERSION "\n");
    default:
        return printAll(usageOf(invocation.inputs.value(0)).toUtf8());
    }
}

} // namespace

int main(int argc, char *argv[])
{
    guardStandardFiles();
    guardQtMessages();
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto invocation = parseCommandLine(arguments);
    if (!invocation) {
        QStringList lines =
            invocation.error().split(u'\n'); // below the sentence there may be a place that it points at
        Terminal terminal;
        terminal.say(fullSentence(lines.takeFirst()) + u" “livebelt --help” shows how it is used"_s);
        for (const QString &line : std::as_const(lines))
            terminal.print(line);
        return 2;
    }
    if (invocation->command == Invocation::Command::Window)
        return runWindow(*invocation, argc, argv);
    return runHeadless(*invocation, argc, argv);
}
