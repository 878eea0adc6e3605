// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileAddress.h"

#include <QDir>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 1'000'000;

Result<void> readPath(const FeedAddress &address, FileAddress &result)
{
    result.path = address.path();
    if (!address.host().isEmpty() && address.host() != u"localhost")
        return Failure{
            u"Only files of this computer can be read: write three slashes or one, as in file:/var/log/syslog"_s};
    if (!address.host().isEmpty())
        result.path.prepend(u'/');
    if (result.path.isEmpty())
        return Failure{u"The address names no file: give one like file:/var/log/syslog"_s};
    if (result.path == u"~" || result.path.startsWith(u"~/"_s))
        result.path.replace(0, 1, QDir::homePath());
    result.isPattern = result.path.contains(u'*') || result.path.contains(u'?') || result.path.contains(u'[');
    return {};
}

Result<void> readStart(const FeedAddress &address, FileAddress &result)
{
    const QString follow = address.query(u"follow"_s, u"1"_s);
    if (follow != u"0" && follow != u"1")
        return Failure{u"follow is 1 or 0, not “%1”"_s.arg(follow)};
    result.follows = follow == u"1";
    const QString from = address.query(u"from"_s, result.follows ? u"last:10"_s : u"start"_s);
    result.from.isChosen = address.hasQuery(u"from"_s);
    bool isNumber = true;
    if (from == u"start") {
        result.from.place = FileFrom::Place::Start;
    } else if (from == u"end") {
        result.from.place = FileFrom::Place::End;
    } else {
        result.from.lines = from.startsWith(u"last:"_s) ? from.sliced(5).toInt(&isNumber) : -1;
        if (!isNumber || result.from.lines < 0 || result.from.lines > mostLines)
            return Failure{u"from is start, end, or last: and a number of lines up to 1000000, not “%1”"_s.arg(from)};
    }
    return {};
}

Result<void> readFormat(const FeedAddress &address, FileAddress &result)
{
    const auto encoding = TextEncoding::from(address.query(u"encoding"_s, u"auto"_s));
    if (!encoding)
        return Failure{encoding.error()};
    result.encoding = *encoding;
    const auto framing = Framing::from(address);
    if (!framing)
        return Failure{framing.error()};
    result.framing = *framing;
    if (result.encoding.unit() > 1 && result.framing.kind != Framing::Kind::Line)
        return Failure{u"A file in UTF-16 or UTF-32 is read line by line: leave out either encoding or frame"_s};
    const auto parser = ParserOptions::from(address);
    if (!parser)
        return Failure{parser.error()};
    result.parser = *parser;
    return {};
}

} // namespace

Result<FileAddress> FileAddress::read(const FeedAddress &address)
{
    FileAddress result;
    for (const auto read : {&readPath, &readStart, &readFormat}) {
        if (const auto done = read(address, result); !done)
            return Failure{done.error()};
    }
    return result;
}

} // namespace livebelt
