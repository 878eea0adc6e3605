// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/CommandLine.h"

#include "app/commands/CommandOptions.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Command = Invocation::Command;

const OptionDescription *optionOf(const CommandDescription &command, const QString &name)
{
    for (const OptionDescription &option : command.options) {
        if (option.name == name)
            return &option;
    }
    return nullptr;
}

} // namespace

Result<Invocation> parseCommandLine(const QStringList &arguments)
{
    Invocation invocation;
    if (arguments.contains(u"--help"_s) || arguments.contains(u"-h"_s) || arguments.value(0) == "help"_L1) {
        invocation.command = Command::Help;
        invocation.inputs = QStringList{arguments.value(arguments.value(0) == "help"_L1 ? 1 : 0)};
        return invocation;
    }
    if (arguments.value(0) == "--version"_L1) {
        invocation.command = Command::Version;
        return invocation;
    }
    const QString word = arguments.value(0);
    const bool hasCommand = commandOfWord(word);
    const CommandDescription &command = hasCommand ? *commandOfWord(word) : commandTable().constFirst();
    invocation.command = command.command;
    bool onlyInputs = false;
    for (qsizetype i = hasCommand ? 1 : 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (onlyInputs || !argument.startsWith("--"_L1)) {
            invocation.inputs.append(argument);
            continue;
        }
        if (argument == "--"_L1) {
            onlyInputs = true;
            continue;
        }
        const QString name = argument.section(u'=', 0, 0);
        const OptionDescription *option = optionOf(command, name);
        if (!option) {
            return Failure{hasCommand ? u"“livebelt %1” has no option %2"_s.arg(word, name)
                                      : u"There is no option %1"_s.arg(name)};
        }
        if (option->value.isEmpty()) {
            if (argument.contains(u'='))
                return Failure{u"%1 takes no value"_s.arg(name)};
            invocation.hasPlainCsv = true; // the only one of its sort
            continue;
        }
        QString value = argument.section(u'=', 1);
        if (!argument.contains(u'=')) {
            if (++i == arguments.size())
                return Failure{u"%1 needs a value"_s.arg(name)};
            value = arguments[i];
        }
        if (const auto set = setOption(invocation, name, value); !set)
            return Failure{set.error()};
    }
    if (!hasCommand && !word.isEmpty() && !word.contains(u':') && !word.contains(u'.') && !word.contains(u'/'))
        return Failure{u"There is no command “%1”"_s.arg(word)};
    if (const auto checked = checkInvocation(invocation, command); !checked)
        return Failure{checked.error()};
    return invocation;
}

} // namespace livebelt
