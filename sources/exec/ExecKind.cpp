// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/exec/ExecKind.h"

#include "sources/exec/ExecFeed.h"
#include "sources/feed/Parameter.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

FeedDescription description()
{
    using Part = FeedParameter::Part;
    using Type = FeedParameter::Type;
    FeedDescription result;
    result.kind = u"exec"_s;
    result.title = u"A program's output"_s;
    result.summary = u"What any command prints, line by line; what you send is a line of its input."_s;
    result.icon = u"exec"_s;
    result.schemes = {u"exec"_s};
    result.forms = {
        u"exec:COMMAND WITH ARGUMENTS[?shell=1&cwd=/path&env=NAME=value&restart=never|failure|always]"_s,
        u"exec:…&wait=5&stderr=apart|with|discard&stdin=1|0&frame=line&parse=auto  (in COMMAND, ? is %3F and % is %25)"_s};
    result.example = u"exec:ping -c 3 localhost"_s;
    result.sendPrompt = u"A line for the program"_s;
    result.needsConsent = true;
    result.parameters = {
        required(parameter(Part::Path, Type::Text, u"command"_s, u"Command"_s,
                           u"The program and its arguments; quotes and backslashes work as in a shell."_s)),
        parameter(Part::Query, Type::Flag, u"shell"_s, u"Through a shell"_s,
                  u"Whether /bin/sh runs the command: pipes, variables and patterns work then."_s, u"0"_s),
        parameter(Part::Query, Type::Text, u"cwd"_s, u"Folder"_s, u"Where it runs; otherwise here."_s),
        repeated(parameter(Part::Query, Type::Text, u"env"_s, u"Environment"_s,
                           u"NAME=value; may be given several times in the address."_s)),
        parameter(Part::Query, Type::Choice, u"restart"_s, u"Start again"_s,
                  u"When it has ended: never, after a failure, or always."_s, u"never"_s,
                  {u"never"_s, u"failure"_s, u"always"_s}),
        parameter(Part::Query, Type::Number, u"wait"_s, u"Pause"_s,
                  u"Seconds until it is started again; otherwise from one on, doubling."_s),
        parameter(Part::Query, Type::Choice, u"stderr"_s, u"Error output"_s,
                  u"Lines of their own with the subject stderr, among the others, or none."_s, u"apart"_s,
                  {u"apart"_s, u"with"_s, u"discard"_s}),
        parameter(Part::Query, Type::Flag, u"stdin"_s, u"Input"_s,
                  u"Whether it can be written to; otherwise it reads the end of its input at once."_s, u"1"_s),
    };
    result.parameters += Framing::parameters();
    result.parameters += ParserOptions::parameters();
    result.fields = {{u"status"_s, u"of a notice: what the program returned"_s},
                     {u"signal"_s, u"of a notice: what ended it"_s},
                     {u"…"_s, u"and what the parser finds in a line"_s}};
    result.fields += Framing::fields();
    return result;
}

} // namespace

FeedKind execKind()
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::Block;
    kind.open = [](const FeedAddress &address, const Credentials &) -> Result<std::unique_ptr<Feed>> {
        Result<ExecAddress> parsed = ExecAddress::from(address);
        if (!parsed)
            return Failure{parsed.error()};
        return std::unique_ptr<Feed>(std::make_unique<ExecFeed>(*std::move(parsed)));
    };
    return kind;
}

QString whatExecRuns(const FeedAddress &)
{
    return u"runs a program"_s;
}

} // namespace livebelt
