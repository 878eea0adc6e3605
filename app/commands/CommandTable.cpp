// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/CommandTable.h"

#include "model/formats/ExportFormat.h"
#include "sources/parse/ParserOptions.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Command = Invocation::Command;
using Options = QList<OptionDescription>;

const QString &captureOrFolder()
{
    static const QString words = u"a capture file, or a folder of them"_s;
    return words;
}

OptionDescription filterOption()
{
    return {u"--filter"_s, u"EXPRESSION"_s,
            u"only what matches: words, field:value, value>80, level>=warn, a | b (docs/filter.md)"_s};
}

OptionDescription memoryOption()
{
    return {u"--memory"_s, u"SIZE"_s, u"what may wait for the disk, of all feeds together: 256M unless set"_s};
}

Options keepOptions()
{
    return {{u"--keep"_s, u"AGE"_s, u"delete the oldest files of a history beyond this age, as in 30d"_s},
            {u"--keep-size"_s, u"SIZE"_s, u"and beyond this size: 10GB unless set"_s}};
}

Options feedOption()
{
    return {{u"--feed"_s, u"NAME|URL"_s, u"this feed; may be given again for another one"_s, true}};
}

/// What watch and export have in common.
Options formatOptions()
{
    return {
        {u"--format"_s, exportFormatNames().replace(u", "_s, u"|"_s),
         u"how records are written; otherwise the end of the file's name says it"_s},
        {u"--compress"_s, u"none|gzip|zstd"_s, u"pack it; otherwise the end of the file's name says it (.gz, .zst)"_s},
        {u"--columns"_s, u"A,B"_s, u"only these parts and fields, as in time,subject,temperature"_s},
        {u"--fields"_s, u"columns|json"_s, u"of CSV and TSV: a column for each field, or one for all"_s},
        {u"--csv-plain"_s, {}, u"of CSV and TSV: leave cells that a spreadsheet might run as they are"_s},
        {u"--time-format"_s, u"rfc3339|plain|unix|unix-ms|unix-us"_s, u"how times are written"_s},
        {u"--tz"_s, u"UTC|local|ZONE"_s, u"the zone that times are written in"_s}};
}

/// "--parse", "--tz" and so on.
Options readerOptions()
{
    Options options;
    const auto parameters = ParserOptions::parameters();
    for (const FeedParameter &parameter : parameters)
        options.append({u"--"_s + parameter.name, u"VALUE"_s, parameter.label});
    return options;
}

QList<CommandDescription> makeTable()
{
    const Options limits{{u"--count"_s, u"N"_s, u"end after so many records"_s},
                         {u"--for"_s, u"TIME"_s, u"end after this time, as in 10s, 5m or 2h"_s}};
    const OptionDescription newFile{u"--to"_s, u"NEW.livebelt"_s, u"the capture to write"_s};
    return {
        {Command::Window,
         {},
         u"[URL...] [FILE.livebelt...]"_s,
         u"the window, with these feeds and captures"_s,
         0,
         1000,
         {},
         Options{memoryOption(),
                 {u"--workspace"_s, u"FOLDER"_s, u"the folder of the history, instead of one's own"_s}} +
             keepOptions()},
        {Command::Watch, u"watch"_s, u"URL..."_s, u"print what arrives, or write it to files"_s, 1, 1000,
         u"the address of a feed"_s,
         Options{{u"--to"_s, u"FILE"_s, u"write to a file instead of the standard output"_s},
                 {u"--rotate"_s, u"TIME"_s, u"go on in a new file after this time, as in 1h"_s},
                 {u"--rotate-size"_s, u"SIZE"_s, u"go on in a new file beyond this size, as in 100M"_s},
                 filterOption()} +
             formatOptions() + limits + Options{memoryOption()}},
        {Command::Record, u"record"_s, u"URL..."_s, u"capture what arrives"_s, 1, 1000, u"the address of a feed"_s,
         Options{{u"--to"_s, u"FILE.livebelt|FOLDER/"_s, u"one capture, or the history in a folder"_s}} + limits +
             keepOptions() + Options{memoryOption()}},
        {Command::Export, u"export"_s, u"FILE.livebelt|FOLDER"_s, u"write captured records in another format"_s, 1, 1,
         captureOrFolder(),
         Options{{u"--to"_s, u"FILE|-"_s, u"where to; the standard output unless set"_s}} + feedOption() +
             Options{filterOption(),
                     {u"--since"_s, u"TIME"_s, u"from this time on, as in 14:00, yesterday or 2026-11-30T09"_s},
                     {u"--until"_s, u"TIME"_s, u"up to and with this time"_s}} +
             formatOptions()},
        {Command::Import, u"import"_s, u"FILE"_s, u"make a capture of what was exported"_s, 1, 1, u"an exported file"_s,
         Options{newFile,
                 {u"--format"_s, exportFormatNames(ExportFormat::Import).replace(u", "_s, u"|"_s),
                  u"how the file is written; otherwise its name says it"_s},
                 {u"--csv-plain"_s, {}, u"it was exported with --csv-plain, or by another program"_s},
                 {u"--time-format"_s, u"rfc3339|plain|unix|unix-ms|unix-us"_s,
                  u"how its times are written, where not with an offset"_s},
                 {u"--tz"_s, u"UTC|local|ZONE"_s, u"the zone of times without one"_s}}},
        {Command::Reread, u"reread"_s, u"FILE.livebelt"_s,
         u"read what was captured again, with other options of the feed"_s, 1, 1, u"a capture file"_s,
         Options{newFile, {u"--preview"_s, u"N"_s, u"show so many records instead: 10 unless set"_s}} + feedOption() +
             readerOptions()},
        {Command::Serve, u"serve"_s, u"FILE.livebelt|FOLDER|URL..."_s,
         u"answer over HTTP what is captured: /feeds, /feeds/NAME/records, /feeds/NAME/events"_s, 1, 1000,
         u"a capture file, a folder of them, or the address of a feed"_s,
         Options{{u"--listen"_s, u"ADDRESS:PORT"_s, u"where: 127.0.0.1:8080 unless set, for this machine alone"_s},
                 {u"--cert"_s, u"FILE"_s, u"the certificate, in PEM form, for TLS"_s},
                 {u"--key"_s, u"FILE"_s, u"its private key"_s},
                 {u"--allow-origin"_s, u"URL|*"_s, u"web pages from there may ask as well"_s},
                 {u"--to"_s, u"FILE.livebelt|FOLDER/"_s, u"where feeds are recorded meanwhile"_s}} +
             keepOptions() + Options{memoryOption()}},
        {Command::Info,
         u"info"_s,
         u"FILE.livebelt|FOLDER"_s,
         u"feeds, counts, first and last time, gaps, drops"_s,
         1,
         1,
         captureOrFolder(),
         {}},
        {Command::Check,
         u"check"_s,
         u"FILE.livebelt|FOLDER"_s,
         u"what is whole, and what is not"_s,
         1,
         1,
         captureOrFolder(),
         {}},
        {Command::Salvage,
         u"salvage"_s,
         u"FILE.livebelt"_s,
         u"every record that can be read of a damaged capture"_s,
         1,
         1,
         u"a damaged capture file"_s,
         {newFile}},
        {Command::Kinds,
         u"kinds"_s,
         {},
         u"the kinds of feed, the forms of their URLs and their options"_s,
         0,
         0,
         {},
         {}},
        {Command::Formats,
         u"formats"_s,
         {},
         u"the log formats"_s,
         0,
         0,
         {},
         {{u"--check"_s, u"FILE"_s, u"what is wrong with the file of one"_s}}},
    };
}

} // namespace

const QList<CommandDescription> &commandTable()
{
    static const QList<CommandDescription> table = makeTable();
    return table;
}

const CommandDescription *commandOfWord(const QString &word)
{
    for (const CommandDescription &description : commandTable()) {
        if (!word.isEmpty() && description.word == word)
            return &description;
    }
    return nullptr;
}

} // namespace livebelt
