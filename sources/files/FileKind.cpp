// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileKind.h"

#include "sources/feed/KindBuilder.h"
#include "sources/files/FileFeed.h"
#include "sources/files/FileGroup.h"

namespace livebelt {

FeedKind fileKind()
{
    return KindBuilder("file", "Files and logs")
        .summary("The lines of a file, or of all that match a pattern, and what is added to them; also of .gz, .zst, "
                 ".xz, .bz2 and .lz4.")
        .fixedPitch()
        .icon("file")
        .schemes({"file"})
        .forms({"file:/path/to/file[?from=start|end|last:10&follow=1|0&encoding=auto&frame=line&parse=auto]",
                "file:/path/to/*.log  (* ? [ ] as in a shell, /**/ for all folders below; ? is written %3F)"})
        .example("file:/var/log/syslog")
        .parameters(
            Parameters()
                .path("File", "Its path, or a pattern for several, such as /var/log/*.log or /var/log/**/*.log.")
                .required()
                .flag("follow", "Follow",
                      "Whether to wait for more at the end, through rotation and all; compressed files just end.")
                .fallback("1")
                .text("from", "Begin", "start, end, or last: and a number of lines; last:10, without following start.")
                .text("encoding", "Encoding",
                      "auto: UTF-8, or what its byte order mark says; or utf-16le, latin1, windows-1252, shift_jis ...")
                .fallback("auto"))
        .parameters(Framing::parameters())
        .parameters(ParserOptions::parameters())
        .fields({{"file", "of a pattern: which of the files"}, {"…", "and what the parser finds in a line"}})
        .fields(Framing::fields())
        .overflow(async::Overflow::Block)
        .opens([](const FeedAddress &address, const FeedContext &context) -> Result<std::unique_ptr<Feed>> {
            Result<FileAddress> parsed = FileAddress::read(address);
            if (!parsed)
                return Failure{parsed.error()};
            parsed->parser.logFormats = context.logFormats;
            if (parsed->isPattern)
                return std::unique_ptr<Feed>(std::make_unique<FileGroup>(*std::move(parsed)));
            return std::unique_ptr<Feed>(std::make_unique<FileFeed>(*std::move(parsed)));
        });
}

} // namespace livebelt
