// SPDX-License-Identifier: GPL-3.0-or-later
// What the program says of how it is used.
#include "app/commands/CommandTable.h"

#include "model/formats/ExportFormat.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype indent = 32, width = 100;

/// left, and beside it what is said of it; wrapped.
QString entry(const QString &left, const QString &about)
{
    QString lines = u"  "_s + left;
    QString line = left.size() + 4 > indent ? QString() : lines.leftJustified(indent);
    if (line.isEmpty()) {
        lines += u'\n';
        line = QString(indent, u' ');
    } else {
        lines.clear();
    }
    bool isFirst = true;
    const QStringList words = about.split(u' ');
    for (const QString &word : words) {
        if (!isFirst && line.size() + 1 + word.size() > width) {
            lines += line + u'\n';
            line = QString(indent, u' ');
            isFirst = true;
        }
        line += (isFirst ? QString() : u" "_s) + word;
        isFirst = false;
    }
    return lines + line + u'\n';
}

QString formatEntries(quint8 traits)
{
    QString text;
    for (const ExportFormat &format : exportFormats()) {
        if ((format.traits & traits) != traits)
            continue;
        QString about = format.about;
        if (!format.lacks.isEmpty())
            about += u". "_s + format.lacks;
        text += entry(u"%1 (.%2)"_s.arg(format.name, format.suffix), about);
    }
    return text;
}

} // namespace

QString usage()
{
    QString text = u"Livebelt: watch, capture and export live streams\n\nUsage:\n"_s;
    for (const CommandDescription &command : commandTable())
        text += entry((u"livebelt "_s + command.word).trimmed() + u' ' + command.inputs, command.about);
    text += entry(u"livebelt COMMAND --help"_s, u"the options of a command"_s);
    text += entry(u"livebelt --help | --version"_s, u"this, or the version"_s);
    text += uR"(
Of what waits for the disk, 256 MB are kept in memory, of all feeds together: --memory 1G with
“livebelt”, watch and record changes that. What a feed does then is up to its overflow=block|drop.
A history is a folder with a file for each day and gigabyte. Of the window's, or that in --workspace FOLDER, and of one
that is recorded to, the oldest files are deleted beyond 10 GB: --keep-size 50GB changes that, --keep 30d sets an age.
A filter E is made of words, "phrases", field:value, field:=exactly, value>80, level>=warn,
time>14:00, /expression/, a | b, (brackets) and -not (docs/filter.md).
A URL may also be a path, host:port, a page (https://...), or #channel on the server before it.
A password is best put into the environment variable LIVEBELT_PASSWORD: it is used where a URL
names a user, as in irc://alice@host/#channel, has auth=, or $PASSWORD in its place.
Exit status: 0 done, 1 failed, or nobody reads the output any more, 2 wrong usage. Ctrl+C ends cleanly with everything captured.
)"_s;
    return text;
}

QString usageOf(const QString &word)
{
    const CommandDescription *command = commandOfWord(word);
    if (!command)
        return usage();
    QString text =
        u"livebelt %1 %2: %3\n"_s.arg(command->word, command->inputs, command->about).replace(u" :"_s, u":"_s);
    if (!command->options.isEmpty())
        text += u"\nOptions:\n"_s;
    for (const OptionDescription &option : command->options)
        text +=
            entry(option.value.isEmpty() || option.value.size() > 30 ? option.name : option.name + u' ' + option.value,
                  option.value.size() > 30 ? option.about + u": "_s + option.value : option.about);
    if (command->command == Invocation::Command::Import)
        text += u"\nFormats:\n"_s + formatEntries(ExportFormat::Import);
    if (command->command == Invocation::Command::Export || command->command == Invocation::Command::Watch)
        text += u"\nFormats:\n"_s + formatEntries(0);
    return text;
}

} // namespace livebelt
