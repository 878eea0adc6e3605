// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalAddress.h"

#include "sources/journal/JournalBoots.h"
#include "sources/journal/JournalTime.h"

#include <QRegularExpression>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 10'000'000;

/// "3", "err", "emerg..err" (journalctl(1), -p).
bool isPriority(const QString &text)
{
    static const QRegularExpression form(u"^(LEVEL)(\\.\\.(LEVEL))?$"_s.replace(
        u"LEVEL"_s, u"[0-7]|emerg|alert|crit|err|error|warning|notice|info|debug"_s));
    return form.match(text).hasMatch();
}

int priorityNumber(const QString &name)
{
    static const QStringList names{u"emerg"_s,   u"alert"_s,  u"crit"_s, u"err"_s,
                                   u"warning"_s, u"notice"_s, u"info"_s, u"debug"_s};
    bool isNumber = false;
    const int number = name.toInt(&isNumber);
    return isNumber ? number : int(names.indexOf(name == u"error" ? u"err"_s : name));
}

bool hasControl(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

} // namespace

Result<JournalAddress> JournalAddress::from(const FeedAddress &address)
{
    JournalAddress result;
    if (!address.path().isEmpty() || !address.host().isEmpty())
        return Failure{
            u"The journal has no parts of that name: write journal:?unit=ssh.service for what one service says"_s};
    result.units = address.queries(u"unit"_s);
    result.identifiers = address.queries(u"identifier"_s);
    result.priority = address.query(u"priority"_s);
    result.since = address.query(u"since"_s);
    result.directory = address.query(u"directory"_s);
    result.files = address.queries(u"file"_s);
    result.boot = address.query(u"boot"_s);
    result.space = address.query(u"namespace"_s);
    for (const QString &text :
         result.units + result.identifiers + result.files + QStringList{result.since, result.directory, result.space}) {
        if (hasControl(text))
            return Failure{u"The address holds a line break or the like: write it again without"_s};
    }
    if (!result.priority.isEmpty() && !isPriority(result.priority))
        return Failure{
            u"priority is emerg, alert, crit, err, warning, notice, info or debug (or 0 to 7), not “%1”"_s.arg(
                result.priority)};
    const int places = !result.directory.isEmpty() + !result.files.isEmpty() + !result.space.isEmpty();
    if (places > 1)
        return Failure{u"The journal is either in directory= or in file=, or a namespace=: leave one of them out"_s};
    if (!result.boot.isEmpty() && result.boot != u"all" && !isBoot(result.boot))
        return Failure{
            u"boot is all, 0 for the newest, -1 for the one before, 1 for the oldest, or an id, not “%1”"_s.arg(
                result.boot)};
    if (!result.since.isEmpty()) {
        if (const auto since = journalTime(result.since, QDateTime::currentDateTime()); !since)
            return Failure{since.error()};
    }
    auto parser = ParserOptions::from(address, u"log"_s);
    if (!parser)
        return Failure{parser.error()};
    result.parser = *std::move(parser);
    result.parser.unit.clear();
    result.parser.isMixed = result.parser.mayNotFit = true;
    result.isReadingChosen = address.hasQuery(u"parse"_s) || address.hasQuery(u"pattern"_s);
    if (address.hasQuery(u"lines"_s)) {
        bool isNumber = false;
        result.lines = address.query(u"lines"_s).toInt(&isNumber);
        if (!isNumber || result.lines < 0 || result.lines > mostLines)
            return Failure{u"lines is how many entries from before are shown, 0 to 10000000, not “%1”"_s.arg(
                address.query(u"lines"_s))};
    }
    return result;
}

QList<int> JournalAddress::priorities() const
{
    QList<int> numbers;
    if (priority.isEmpty())
        return numbers;
    const QStringList ends = priority.split(u".."_s);
    const int one = priorityNumber(ends.first());
    const int other = ends.size() > 1 ? priorityNumber(ends.last()) : 0;
    for (int number = std::min(one, other); number <= std::max(one, other); ++number)
        numbers.append(number);
    return numbers;
}

QString JournalAddress::where() const
{
    if (!directory.isEmpty())
        return u"the journal in %1"_s.arg(directory);
    if (!files.isEmpty())
        return u"the journal %1"_s.arg(files.join(u", "_s));
    if (!space.isEmpty())
        return space == u"*" ? u"all journals of this computer"_s : u"the journal of the namespace %1"_s.arg(space);
    return u"the journal of this computer"_s;
}

QString unitName(const QString &unit)
{
    static const QRegularExpression whole(u"[*?\\[]|\\.(service|socket|target|device|mount|automount|swap|timer|path|"
                                          "slice|scope)$"_s);
    return whole.match(unit).hasMatch() ? unit : unit + u".service"_s;
}

} // namespace livebelt
