// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileKind.h"

#include "sources/feed/Parameter.h"
#include "sources/files/FileFeed.h"
#include "sources/files/FileGroup.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

FeedDescription description()
{
    using Part = FeedParameter::Part;
    using Type = FeedParameter::Type;
    FeedDescription result;
    result.kind = u"file"_s;
    result.title = u"Files and logs"_s;
    result.summary =
        u"The lines of a file, or of all that match a pattern, and what is added to them; also of .gz, .zst, .xz, .bz2 and .lz4."_s;
    result.icon = u"file"_s;
    result.schemes = {u"file"_s};
    result.forms = {u"file:/path/to/file[?from=start|end|last:10&follow=1|0&encoding=auto&frame=line&parse=auto]"_s,
                    u"file:/path/to/*.log  (* ? [ ] as in a shell, /**/ for all folders below; ? is written %3F)"_s};
    result.example = u"file:/var/log/syslog"_s;
    result.parameters = {
        required(parameter(Part::Path, Type::Text, u"path"_s, u"File"_s,
                           u"Its path, or a pattern for several, such as /var/log/*.log or /var/log/**/*.log."_s)),
        parameter(Part::Query, Type::Flag, u"follow"_s, u"Follow"_s,
                  u"Whether to wait for more at the end, through rotation and all; compressed files just end."_s,
                  u"1"_s),
        parameter(Part::Query, Type::Text, u"from"_s, u"Begin"_s,
                  u"start, end, or last: and a number of lines; last:10, without following start."_s),
        parameter(Part::Query, Type::Text, u"encoding"_s, u"Encoding"_s,
                  u"auto: UTF-8, or what its byte order mark says; or utf-16le, latin1, windows-1252, shift_jis ..."_s,
                  u"auto"_s),
    };
    result.parameters += Framing::parameters();
    result.parameters += ParserOptions::parameters();
    result.fields = {{u"file"_s, u"of a pattern: which of the files"_s},
                     {u"…"_s, u"and what the parser finds in a line"_s}};
    result.fields += Framing::fields();
    return result;
}

} // namespace

FeedKind fileKind()
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::Block;
    kind.open = [](const FeedAddress &address, const Credentials &) -> Result<std::unique_ptr<Feed>> {
        Result<FileAddress> parsed = FileAddress::read(address);
        if (!parsed)
            return Failure{parsed.error()};
        if (parsed->isPattern)
            return std::unique_ptr<Feed>(std::make_unique<FileGroup>(*std::move(parsed)));
        return std::unique_ptr<Feed>(std::make_unique<FileFeed>(*std::move(parsed)));
    };
    return kind;
}

} // namespace livebelt
