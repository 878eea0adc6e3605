// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/CommandLine.h"

#include "app/capture/CaptureFolder.h"
#include "model/filter/Filter.h"
#include "model/formats/RecordWriter.h"
#include "sources/feed/Duration.h"
#include "sources/parse/ParserOptions.h"

#include <QHash>
#include <QRegularExpression>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Command = Invocation::Command;

struct Syntax
{
    Command command;
    QStringList options; ///< those it takes, each with a value but --csv-plain
    int fewest;          ///< of the inputs
    int most;
    QString wants;
};

/// "--parse", "--tz" and so on.
QStringList readerOptions()
{
    QStringList options;
    const auto parameters = ParserOptions::parameters();
    for (const FeedParameter &parameter : parameters)
        options << u"--"_s + parameter.name;
    return options;
}

const QHash<QString, Syntax> &commands()
{
    static const QHash<QString, Syntax> table{
        {u"watch"_s,
         {Command::Watch,
          {u"--filter"_s, u"--format"_s, u"--columns"_s, u"--fields"_s, u"--csv-plain"_s, u"--count"_s, u"--for"_s,
           u"--memory"_s},
          1,
          1000,
          u"the address of a feed"_s}},
        {u"record"_s,
         {Command::Record,
          {u"--to"_s, u"--count"_s, u"--for"_s, u"--memory"_s, u"--keep"_s, u"--keep-size"_s},
          1,
          1000,
          u"the address of a feed"_s}},
        {u"export"_s,
         {Command::Export,
          {u"--feed"_s, u"--filter"_s, u"--format"_s, u"--columns"_s, u"--fields"_s, u"--csv-plain"_s, u"--to"_s},
          1,
          1,
          u"a capture file, or a folder of them"_s}},
        {u"reread"_s,
         {Command::Reread, QStringList{u"--feed"_s, u"--preview"_s, u"--to"_s} + readerOptions(), 1, 1,
          u"a capture file"_s}},
        {u"info"_s, {Command::Info, {}, 1, 1, u"a capture file, or a folder of them"_s}},
        {u"check"_s, {Command::Check, {}, 1, 1, u"a capture file, or a folder of them"_s}},
        {u"salvage"_s, {Command::Salvage, {u"--to"_s}, 1, 1, u"a damaged capture file"_s}},
        {u"kinds"_s, {Command::Kinds, {}, 0, 0, {}}},
        {u"formats"_s, {Command::Formats, {u"--check"_s}, 0, 0, {}}},
    };
    return table;
}

/// As parseDuration(), or a number of seconds; from 1 ms on.
Result<std::chrono::milliseconds> runTime(const QString &text)
{
    bool isNumber = false;
    static_cast<void>(text.toDouble(&isNumber));
    const auto duration = parseDuration(isNumber ? text + u's' : text);
    if (!duration || duration->count() < 1)
        return Failure{u"“%1” is no length of time: write it as 500ms, 10s, 5m or 2h"_s.arg(text)};
    return *duration;
}

/// A number of bytes, or one with K, M, G or T behind it: from 1 MB on.
Result<quint64> size(const QString &option, const QString &text)
{
    constexpr quint64 least = 1 << 20, most = 1ull << 44;
    static const QRegularExpression form(u"^(\\d{1,15})([KMGT]?)(i?B)?$"_s, QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    const int power = match.captured(2).isEmpty() ? 0 : int(u"KMGT"_s.indexOf(match.captured(2).toUpper())) + 1;
    const double bytes = match.captured(1).toDouble() * double(1ull << (10 * power));
    if (!match.hasMatch() || bytes < double(least) || bytes > double(most))
        return Failure{u"%1 takes a size from 1M on, as in 256M or 10GB, not “%2”"_s.arg(option, text)};
    return quint64(bytes);
}

Result<void> setColumns(Invocation &invocation, const QString &value)
{
    invocation.columns = value.split(u',');
    const auto columns = csvColumnsNamed(invocation.columns);
    return columns ? Result<void>() : Failure{columns.error()};
}

Result<void> setFields(Invocation &invocation, const QString &value)
{
    if (value != "json"_L1 && value != "columns"_L1)
        return Failure{u"--fields takes json or columns, not “%1”"_s.arg(value)};
    invocation.csvFields = value == "json"_L1 ? CsvFields::Json : CsvFields::Columns;
    return {};
}

Result<void> setPreview(Invocation &invocation, const QString &value)
{
    bool isNumber = false;
    invocation.preview = value.toInt(&isNumber);
    if (!isNumber || invocation.preview < 1 || invocation.preview > 10'000)
        return Failure{u"--preview takes a number of records from 1 to 10000, not “%1”"_s.arg(value)};
    return {};
}

Result<void> setOption(Invocation &invocation, const QString &name, const QString &value)
{
    if (invocation.command == Command::Reread && readerOptions().contains(name)) {
        invocation.reading.append({name.sliced(2), value});
        return {};
    }
    if (name == "--columns"_L1)
        return setColumns(invocation, value);
    if (name == "--fields"_L1)
        return setFields(invocation, value);
    if (name == "--preview"_L1)
        return setPreview(invocation, value);
    if (name == "--filter"_L1) {
        if (const FilterReading reading = Filter::read(value); reading.error)
            return Failure{u"--filter cannot be read. "_s + pointedOut(*reading.error, value)};
        invocation.filter = value;
    } else if (name == "--to"_L1) {
        if (value.isEmpty())
            return Failure{u"--to needs the name of a file"_s};
        invocation.to = value;
    } else if (name == "--check"_L1) {
        if (value.isEmpty())
            return Failure{u"--check needs the name of a file"_s};
        invocation.check = value;
    } else if (name == "--feed"_L1) {
        invocation.feeds.append(value);
    } else if (name == "--format"_L1) {
        if (!recordFormats().contains(value))
            return Failure{u"--format takes %1, not “%2”"_s.arg(recordFormats().join(u", "_s), value)};
        invocation.format = value;
    } else if (name == "--count"_L1) {
        bool isNumber = false;
        invocation.count = value.toULongLong(&isNumber);
        if (!isNumber || *invocation.count == 0)
            return Failure{u"--count takes a whole number from 1 on, not “%1”"_s.arg(value)};
    } else if (name == "--for"_L1) {
        const auto duration = runTime(value);
        if (!duration)
            return Failure{duration.error()};
        invocation.duration = *duration;
    } else if (name == "--memory"_L1) {
        const auto bytes = size(name, value);
        if (!bytes)
            return Failure{bytes.error()};
        invocation.memory = *bytes;
    } else if (name == "--keep-size"_L1) {
        const auto bytes = size(name, value);
        if (!bytes)
            return Failure{bytes.error()};
        invocation.keepBytes = *bytes;
    } else if (name == "--keep"_L1) {
        const auto age = runTime(value);
        if (!age)
            return Failure{age.error()};
        invocation.keepAge = *age;
    } else if (name == "--workspace"_L1) {
        if (value.isEmpty())
            return Failure{u"--workspace needs the name of a folder"_s};
        invocation.workspace = value;
    }
    return {};
}

Result<void> check(const Invocation &invocation, const QString &word, const Syntax &syntax)
{
    if (invocation.inputs.size() < syntax.fewest)
        return Failure{u"“livebelt %1” needs %2"_s.arg(word, syntax.wants)};
    if (invocation.inputs.size() > syntax.most)
        return Failure{u"“livebelt %1” does not know what to do with “%2”"_s.arg(word, invocation.inputs[syntax.most])};
    if (invocation.hasPlainCsv && invocation.format != "csv"_L1)
        return Failure{u"--csv-plain belongs to --format csv"_s};
    if ((!invocation.columns.isEmpty() || invocation.csvFields) && invocation.format != "csv"_L1)
        return Failure{u"--columns and --fields belong to --format csv"_s};
    if (!invocation.columns.isEmpty() && invocation.csvFields == CsvFields::Json)
        return Failure{u"--fields json has its own columns: leave it out, or --columns"_s};
    if (syntax.command == Command::Watch && invocation.csvFields == CsvFields::Columns && invocation.columns.isEmpty())
        return Failure{u"What fields will come is not known yet: name those to show with --columns"_s};
    if (syntax.command == Command::Record && invocation.to.isEmpty())
        return Failure{
            u"“livebelt record” needs a file or a folder to record to: --to FILE.livebelt or --to FOLDER/"_s};
    if (syntax.command == Command::Salvage && invocation.to.isEmpty())
        return Failure{u"“livebelt salvage” needs a file to write to: --to NEW.livebelt"_s};
    const bool keeps = invocation.keepAge || invocation.keepBytes;
    if (keeps && syntax.command == Command::Record && !CaptureFolder::isMeantBy(invocation.to))
        return Failure{u"--keep and --keep-size belong to a folder: --to FOLDER/"_s};
    return {};
}

} // namespace

Result<Invocation> parseCommandLine(const QStringList &arguments)
{
    Invocation invocation;
    if (arguments.contains(u"--help"_s) || arguments.contains(u"-h"_s) || arguments.value(0) == "help"_L1) {
        invocation.command = Command::Help;
        return invocation;
    }
    if (arguments.value(0) == "--version"_L1) {
        invocation.command = Command::Version;
        return invocation;
    }
    const QString word = arguments.value(0);
    const bool hasCommand = commands().contains(word);
    const Syntax syntax =
        hasCommand
            ? commands().value(word)
            : Syntax{Command::Window, {u"--memory"_s, u"--workspace"_s, u"--keep"_s, u"--keep-size"_s}, 0, 1000, {}};
    invocation.command = syntax.command;
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
        if (!syntax.options.contains(name)) {
            return Failure{hasCommand ? u"“livebelt %1” has no option %2"_s.arg(word, name)
                                      : u"There is no option %1"_s.arg(name)};
        }
        if (name == "--csv-plain"_L1) {
            if (argument.contains(u'='))
                return Failure{u"--csv-plain takes no value"_s};
            invocation.hasPlainCsv = true;
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
    if (const auto checked = check(invocation, word, syntax); !checked)
        return Failure{checked.error()};
    return invocation;
}

QString usage()
{
    return uR"(Livebelt: watch, capture and export live streams

Usage:
  livebelt [URL...] [FILE.livebelt...]      the window, with these feeds and captures
  livebelt watch  URL... [--filter E] [--format text|jsonl|csv] [--columns A,B] [--csv-plain]
                  [--count N] [--for 10s]   print what arrives
  livebelt record URL... --to FILE.livebelt|FOLDER/ [--count N] [--for 10s] [--keep 30d] [--keep-size 10GB]
                                            capture what arrives, to one file or to the history in a folder
  livebelt export FILE.livebelt|FOLDER [--feed NAME|URL] [--filter E] [--format csv|jsonl|text]
                  [--columns A,B | --fields json] [--csv-plain] [--to FILE|-]
                                            write captured records (jsonl to the standard output);
                                            text: what arrived, byte for byte
  livebelt reread FILE.livebelt [--feed NAME|URL] [--parse json] [--value F] [--tz Z] ...
                  [--preview 10 | --to NEW.livebelt]
                                            read what was captured again, with other options of the
                                            feed (those of “livebelt kinds” that say how an item is
                                            read; an empty one is taken away): shows the first
                                            records, or writes a new capture
  livebelt info   FILE.livebelt|FOLDER      feeds, counts, first and last time, gaps, drops
  livebelt check  FILE.livebelt|FOLDER      what is whole, and what is not
  livebelt salvage FILE.livebelt --to NEW.livebelt
                                            every record that can be read of a damaged capture
  livebelt kinds                            the feed kinds, their URL forms and fields
  livebelt formats [--check FILE]           the log formats, or what is wrong with the file of one
  livebelt --help | --version

Of what waits for the disk, 256 MB are kept in memory, of all feeds together: --memory 1G with
“livebelt”, watch and record changes that. What a feed does then is up to its overflow=block|drop.
CSV has a column for each field of the first 1,000 records of a feed, and “more” for the others;
--columns time,subject,temp chooses, --fields json puts all of them into one column (as watch does without --columns).
A history is a folder with a file for each day and gigabyte. Of the window's, or that in --workspace FOLDER, and of one
that is recorded to, the oldest files are deleted beyond 10 GB: --keep-size 50GB changes that, --keep 30d sets an age.
In CSV, cells that a spreadsheet might run as a formula get an apostrophe; --csv-plain leaves them as they are.
A filter E is made of words, "phrases", field:value, field:=exactly, value>80, level>=warn,
time>14:00, /expression/, a | b, (brackets) and -not (docs/filter.md).
A URL may also be a path, host:port, a page (https://...), or #channel on the server before it.
A password is best put into the environment variable LIVEBELT_PASSWORD: it is used where a URL
names a user, as in irc://alice@host/#channel, has auth=, or $PASSWORD in its place.
Exit status: 0 done, 1 failed, or nobody reads the output any more, 2 wrong usage. Ctrl+C ends cleanly with everything captured.
)"_s;
}

} // namespace livebelt
