// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/exec/ExecKind.h"

#include "sources/exec/ExecFeed.h"
#include "sources/feed/KindBuilder.h"

namespace livebelt {

using namespace Qt::StringLiterals;

FeedKind execKind()
{
    return KindBuilder("exec", "A program's output")
        .summary("What any command prints, line by line; what you send is a line of its input.")
        .fixedPitch()
        .icon("exec")
        .schemes({"exec"})
        .forms({"exec:COMMAND WITH ARGUMENTS[?shell=1&cwd=/path&env=NAME=value&restart=never|failure|always]",
                "exec:…&wait=5&stderr=apart|with|discard&stdin=1|0&frame=line&parse=auto  (in COMMAND, ? is %3F and % "
                "is %25)"})
        .example("exec:ping -c 3 localhost")
        .sends("A line for the program")
        .needsConsent()
        .parameters(
            Parameters()
                .path("Command", "The program and its arguments; quotes and backslashes work as in a shell.", "command")
                .required()
                .flag("shell", "Through a shell",
                      "Whether /bin/sh runs the command: pipes, variables and patterns work then.")
                .fallback("0")
                .text("cwd", "Folder", "Where it runs; otherwise here.")
                .text("env", "Environment", "NAME=value; may be given several times in the address.")
                .repeated()
                .choice("restart", "Start again", "When it has ended: never, after a failure, or always.",
                        {"never", "failure", "always"})
                .fallback("never")
                .number("wait", "Pause", "Seconds until it is started again; otherwise from one on, doubling.")
                .choice("stderr", "Error output",
                        "Lines of their own with the subject stderr, among the others, or none.",
                        {"apart", "with", "discard"})
                .fallback("apart")
                .flag("stdin", "Input",
                      "Whether it can be written to; otherwise it reads the end of its input at once.")
                .fallback("1"))
        .parameters(Framing::parameters())
        .parameters(ParserOptions::parameters())
        .fields({{"status", "of a notice: what the program returned"},
                 {"signal", "of a notice: what ended it"},
                 {"…", "and what the parser finds in a line"}})
        .fields(Framing::fields())
        .overflow(async::Overflow::Block)
        .opens([](const FeedAddress &address, const FeedContext &context) -> Result<std::unique_ptr<Feed>> {
            Result<ExecAddress> parsed = ExecAddress::from(address);
            if (!parsed)
                return Failure{parsed.error()};
            parsed->parser.logFormats = context.logFormats;
            return std::unique_ptr<Feed>(std::make_unique<ExecFeed>(*std::move(parsed)));
        });
}

QString whatExecRuns(const FeedAddress &)
{
    return u"runs a program"_s;
}

} // namespace livebelt
