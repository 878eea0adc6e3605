// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/exec/ExecAddress.h"

#include "model/records/SecretNames.h"
#include "sources/exec/CommandWords.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr double longestWait = 86'400, shortestWait = 0.1;

Result<void> readCommand(const FeedAddress &address, ExecAddress &result)
{
    result.name = address.path().trimmed();
    if (!address.host().isEmpty())
        return Failure{u"The command stands right behind “exec:”, without slashes: exec:ping localhost"_s};
    if (result.name.isEmpty())
        return Failure{u"The address names no command: give one like exec:ping localhost"_s};
    const QString shell = address.query(u"shell"_s, u"0"_s);
    if (shell != u"0" && shell != u"1")
        return Failure{u"shell is 1 or 0, not “%1”"_s.arg(shell)};
    if (shell == u"1") {
        result.program = u"/bin/sh"_s;
        result.arguments = {u"-c"_s, result.name};
        return {};
    }
    const auto words = commandWords(result.name);
    if (!words)
        return Failure{words.error()};
    result.arguments = *words;
    result.program = result.arguments.takeFirst();
    if (result.program.isEmpty())
        return Failure{u"The command begins with an empty word: give one like exec:ping localhost"_s};
    return {};
}

Result<void> readEnvironment(const FeedAddress &address, ExecAddress &result)
{
    for (const QString &change : address.queries(u"env"_s)) {
        const qsizetype equals = change.indexOf(u'=');
        if (equals < 1)
            return Failure{u"env is given as NAME=value, not “%1”"_s.arg(change)};
        if (isSecretName(change.first(equals))) {
            return Failure{u"Leave the value of %1 out of the address: set it in the environment that Livebelt is "
                           "started in, which the program gets, too"_s.arg(change.first(equals))};
        }
        result.changes.emplace_back(change.first(equals), change.sliced(equals + 1));
    }
    return {};
}

Result<void> readRestart(const FeedAddress &address, ExecAddress &result)
{
    using Restart = ExecAddress::Restart;
    const QString restart = address.query(u"restart"_s, u"never"_s);
    if (restart == u"failure")
        result.restart = Restart::Failure;
    else if (restart == u"always")
        result.restart = Restart::Always;
    else if (restart != u"never")
        return Failure{u"restart is never, failure or always, not “%1”"_s.arg(restart)};
    if (!address.hasQuery(u"wait"_s))
        return {};
    const QString text = address.query(u"wait"_s);
    bool isNumber = false;
    const double seconds = (text.endsWith(u's') ? text.chopped(1) : text).toDouble(&isNumber);
    if (!isNumber || !(seconds >= shortestWait && seconds <= longestWait))
        return Failure{u"wait is a number of seconds from 0.1 to 86400, not “%1”"_s.arg(text)};
    result.wait = std::chrono::milliseconds(qint64(seconds * 1000));
    return {};
}

Result<void> readStreams(const FeedAddress &address, ExecAddress &result)
{
    using Errors = ExecAddress::Errors;
    const QString errors = address.query(u"stderr"_s, u"apart"_s);
    if (errors == u"with")
        result.errors = Errors::WithOutput;
    else if (errors == u"discard")
        result.errors = Errors::Discarded;
    else if (errors != u"apart")
        return Failure{u"stderr is apart, with or discard, not “%1”"_s.arg(errors)};
    const QString input = address.query(u"stdin"_s, u"1"_s);
    if (input != u"0" && input != u"1")
        return Failure{u"stdin is 1 or 0, not “%1”"_s.arg(input)};
    result.hasInput = input == u"1";
    return {};
}

} // namespace

Result<ExecAddress> ExecAddress::from(const FeedAddress &address)
{
    ExecAddress result;
    for (const auto read : {&readCommand, &readEnvironment, &readRestart, &readStreams}) {
        if (const auto done = read(address, result); !done)
            return Failure{done.error()};
    }
    result.directory = address.query(u"cwd"_s);
    const auto framing = Framing::from(address);
    if (!framing)
        return Failure{framing.error()};
    result.framing = *framing;
    const auto parser = ParserOptions::from(address);
    if (!parser)
        return Failure{parser.error()};
    result.parser = *parser;
    return result;
}

} // namespace livebelt
